import { type MouseEvent, type PointerEvent, useRef } from "react";

const longPressMs = 450;
const movedMax = 10;

/** Tells of a finger that stays where it was put down. The click that follows it is to be ignored. */
export function useLongPress(onPress: (target: EventTarget) => void) {
  const state = useRef({ timer: 0, x: 0, y: 0, pressed: false, touch: false });
  const stop = () => clearTimeout(state.current.timer);
  return {
    byTouch: () => state.current.touch,
    /** Asked once, by the click that a long press ends with. */
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
      // A finger held on a link would open the browser's menu over what it has just chosen.
      onContextMenu(event: MouseEvent) {
        if (state.current.touch) event.preventDefault();
      },
    },
  };
}
