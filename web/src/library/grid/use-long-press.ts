import { type MouseEvent, type PointerEvent, useRef } from "react";

const longPressMs = 450;
const movedMax = 10;

/** Detects long presses. Ignore the click that follows one: see `justPressed`. */
export function useLongPress(onPress: (target: EventTarget) => void) {
  const state = useRef({ timer: 0, x: 0, y: 0, pressed: false, touch: false });
  const stop = () => clearTimeout(state.current.timer);
  return {
    byTouch: () => state.current.touch,
    /** True once after a long press, for the click that ends it. */
    justPressed() {
      const { pressed } = state.current;
      state.current.pressed = false;
      return pressed;
    },
    handlers: {
      onPointerDown({ pointerType, clientX, clientY, target }: PointerEvent) {
        stop();
        state.current = { timer: 0, x: clientX, y: clientY, pressed: false, touch: pointerType === "touch" };
        if (pointerType !== "touch") return;
        state.current.timer = window.setTimeout(() => {
          state.current.pressed = true;
          navigator.vibrate?.(12);
          onPress(target);
        }, longPressMs);
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        const { x, y } = state.current;
        if (Math.hypot(clientX - x, clientY - y) > movedMax) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      // Prevents the browser's menu for long presses on links.
      onContextMenu(event: MouseEvent) {
        if (state.current.touch) event.preventDefault();
      },
    },
  };
}
