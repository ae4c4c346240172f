import type { KeyboardEvent, MouseEvent } from "react";
import { texts } from "../../texts/texts.ts";
import { classes } from "../../ui/classes.ts";
import { type Draft, inBox, type Point } from "./draft.ts";
import { Drawn } from "./drawn.tsx";

const t = texts.asset.edit;
const step = 0.01;
const bigStep = 0.1;
const moves: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const centre: Point = { x: 0.5, y: 0.5 };

/** The picture as it is cropped, with its focal point: set by a click, moved by the arrow keys. */
export function FocalTool({
  image,
  draft,
  onDraft,
}: {
  image: HTMLImageElement;
  draft: Draft;
  onDraft(draft: Draft): void;
}) {
  const { crop, focalPoint } = draft;
  const point = focalPoint ? inBox(focalPoint, crop) : centre;
  const move = (x: number, y: number) => {
    const to = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    onDraft({ ...draft, focalPoint: { x: crop.x + to.x * crop.width, y: crop.y + to.y * crop.height } });
  };
  const onClick = ({ currentTarget, clientX, clientY, detail }: MouseEvent) => {
    if (detail === 0) return; // by Enter
    const box = currentTarget.getBoundingClientRect();
    move((clientX - box.left) / box.width, (clientY - box.top) / box.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [right, down] = moves[event.key] ?? [0, 0];
    if (right === 0 && down === 0) return;
    event.preventDefault();
    const by = event.shiftKey ? bigStep : step;
    move(point.x + right * by, point.y + down * by);
  };
  return (
    <button
      type="button"
      aria-label={`${t.focal}. ${focalPoint ? t.focalAt(point.x, point.y) : t.noFocal}`}
      onClick={onClick}
      onKeyDown={onKeyDown}
      className="relative inline-block max-w-full cursor-crosshair"
    >
      <Drawn image={image} draft={draft} part={crop} />
      <span
        aria-hidden
        className={classes(
          "pointer-events-none absolute size-8 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-white bg-white/25 shadow-[0_0_0_1.5px_rgb(0_0_0/0.6)]",
          !focalPoint && "opacity-50",
        )}
        style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
      />
    </button>
  );
}
