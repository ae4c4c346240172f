import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";

export interface Zoom {
  /** 1 fits the stage. */
  scale: number;
  /** Offset of the centre, in pixels. */
  x: number;
  y: number;
}

export const fitting: Zoom = { scale: 1, x: 0, y: 0 };
const step = 1.5;
const panStep = 80;
const swipeLength = 60;
const doubleTapMs = 300;

interface Size {
  width: number;
  height: number;
}

/**
 * Zooms and pans content of `size` within `room` by wheel, pinch, drag and double click, up to `scaleMax`. While the content
 * fits, reports swipes instead. Spread `bind` on the element that receives the gestures.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: wheel, drag, pinch and tap change one state
export function useZoom({
  room,
  size,
  scaleMax,
  onSwipe,
}: {
  room: Size;
  size: Size;
  scaleMax: number;
  onSwipe(direction: "previous" | "next"): void;
}) {
  const [zoom, setZoom] = useState(fitting);
  const [dragging, setDragging] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const began = useRef({ x: 0, y: 0, zoom: fitting, distance: 0, moved: false });
  const lastTap = useRef({ at: 0, x: 0, y: 0 });

  const within = useCallback(
    ({ scale, x, y }: Zoom): Zoom => {
      const to = Math.min(scaleMax, Math.max(1, scale));
      const spareX = Math.max(0, (size.width * to - room.width) / 2);
      const spareY = Math.max(0, (size.height * to - room.height) / 2);
      return {
        scale: to,
        x: Math.min(spareX, Math.max(-spareX, x)),
        y: Math.min(spareY, Math.max(-spareY, y)),
      };
    },
    [scaleMax, size.width, size.height, room.width, room.height],
  );

  /** `at` is the fixed point, relative to the centre of the room. */
  const zoomTo = useCallback(
    (next: (scale: number) => number, at = { x: 0, y: 0 }) =>
      setZoom((now) => {
        const scale = Math.min(scaleMax, Math.max(1, next(now.scale)));
        const factor = scale / now.scale;
        return within({ scale, x: at.x - (at.x - now.x) * factor, y: at.y - (at.y - now.y) * factor });
      }),
    [scaleMax, within],
  );

  useEffect(() => setZoom((now) => within(now)), [within]);

  const fromMiddle = useCallback((event: { clientX: number; clientY: number }) => {
    const box = element.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  }, []);

  // React's wheel listeners are passive and cannot prevent scrolling.
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoomTo((scale) => scale * Math.exp((-event.deltaY * lines) / 400), fromMiddle(event));
    };
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [zoomTo, fromMiddle]);

  const toggle = (at: { x: number; y: number }) =>
    zoomTo((scale) => (scale > 1 ? 1 : Math.min(scaleMax, 2.5)), at);

  const begin = () => {
    const [a, b] = [...pointers.current.values()];
    if (!a) return;
    const middle = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
    const distance = b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    began.current = { ...middle, zoom, distance, moved: began.current.moved };
  };

  const bind = {
    ref: element,
    onPointerDown(event: ReactPointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, fromMiddle(event));
      if (pointers.current.size === 1) began.current.moved = false;
      begin();
      setDragging(true);
    },
    onPointerMove(event: ReactPointerEvent<HTMLDivElement>) {
      if (!pointers.current.has(event.pointerId)) return;
      pointers.current.set(event.pointerId, fromMiddle(event));
      const [a, b] = [...pointers.current.values()];
      if (!a) return;
      const from = began.current;
      const middle = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
      if (Math.hypot(middle.x - from.x, middle.y - from.y) > 6 || b) from.moved = true;
      if (b && from.distance > 0) {
        const factor = Math.hypot(a.x - b.x, a.y - b.y) / from.distance;
        const scale = Math.min(scaleMax, Math.max(1, from.zoom.scale * factor));
        const by = scale / from.zoom.scale;
        setZoom(
          within({
            scale,
            x: middle.x - (from.x - from.zoom.x) * by,
            y: middle.y - (from.y - from.zoom.y) * by,
          }),
        );
      } else if (from.zoom.scale > 1) {
        const { scale, x, y } = from.zoom;
        setZoom(within({ scale, x: x + middle.x - from.x, y: y + middle.y - from.y }));
      }
    },
    onPointerUp(event: ReactPointerEvent<HTMLDivElement>) {
      const at = pointers.current.get(event.pointerId);
      if (!at) return;
      const alone = pointers.current.size === 1;
      pointers.current.delete(event.pointerId);
      setDragging(pointers.current.size > 0);
      const from = began.current;
      if (alone && from.moved && from.zoom.scale === 1 && from.distance === 0) {
        const swiped = swipeOf(at.x - from.x, at.y - from.y);
        if (swiped) onSwipe(swiped);
      } else if (alone && !from.moved) tap(event.timeStamp, at);
      begin();
    },
    onPointerCancel(event: ReactPointerEvent<HTMLDivElement>) {
      pointers.current.delete(event.pointerId);
      setDragging(pointers.current.size > 0);
      begin();
    },
  };

  function tap(timeStamp: number, at: { x: number; y: number }) {
    const { at: before, x, y } = lastTap.current;
    const twice = timeStamp - before < doubleTapMs && Math.hypot(at.x - x, at.y - y) < 30;
    lastTap.current = { at: twice ? 0 : timeStamp, ...at };
    if (twice) toggle(at);
  }

  return {
    zoom,
    dragging,
    bind,
    zoomIn: () => zoomTo((scale) => scale * step),
    zoomOut: () => zoomTo((scale) => scale / step),
    fit: () => setZoom(fitting),
    pan: (right: number, down: number) =>
      setZoom((now) => within({ ...now, x: now.x - right * panStep, y: now.y - down * panStep })),
  };
}

/** The direction of a finger's movement, or null if it was not a swipe. */
function swipeOf(across: number, down: number): "previous" | "next" | null {
  if (Math.abs(across) <= swipeLength || Math.abs(across) <= 1.5 * Math.abs(down)) return null;
  return across > 0 ? "previous" : "next";
}
