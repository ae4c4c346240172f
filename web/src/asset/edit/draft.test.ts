import { expect, test } from "vitest";
import {
  askedAgain,
  askedOf,
  type Draft,
  draftOf,
  mirrored,
  type Point,
  turnedLeft,
  turnedRight,
} from "./draft.ts";

const steps: Record<string, (draft: Draft) => Draft> = {
  left: turnedLeft,
  right: turnedRight,
  across: (draft) => mirrored(draft, "h"),
  down: (draft) => mirrored(draft, "v"),
};

/** Where the server's edits, a turn and then a mirror, move a point. */
function moved({ x, y }: Point, { rotate, flip }: Pick<Draft, "rotate" | "flip">): Point {
  const turned = {
    0: { x, y },
    90: { x: 1 - y, y: x },
    180: { x: 1 - x, y: 1 - y },
    270: { x: y, y: 1 - x },
  };
  const at = turned[rotate];
  return { x: flip === "h" ? 1 - at.x : at.x, y: flip === "v" ? 1 - at.y : at.y };
}

test("the crop and the focal point stay on what they were set on, through every three turns and mirrors", () => {
  const point = { x: 0.2, y: 0.3 };
  const start: Draft = {
    ...draftOf(null),
    crop: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
    focalPoint: point,
  };
  const all = Object.values(steps);
  for (const first of all)
    for (const second of all)
      for (const third of all) {
        const draft = third(second(first(start)));
        const expected = moved(point, draft);
        expect(draft.focalPoint?.x).toBeCloseTo(expected.x, 9);
        expect(draft.focalPoint?.y).toBeCloseTo(expected.y, 9);
        const { focalPoint = { x: 0, y: 0 } } = askedOf({ ...draft, focalPoint: middleOf(draft) });
        expect(focalPoint.x).toBeCloseTo(0.5, 6);
        const centre = moved({ x: 0.25, y: 0.4 }, draft);
        expect(middleOf(draft).x).toBeCloseTo(centre.x, 9);
        expect(middleOf(draft).y).toBeCloseTo(centre.y, 9);
      }
});

const middleOf = ({ crop }: Draft): Point => ({ x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 });

test("saved edits that nobody changes are asked for as they are", () => {
  const saved = {
    rotate: 90 as const,
    flip: "v" as const,
    crop: { x: 0.25, y: 0, width: 0.5, height: 1 },
    focalPoint: { x: 0.1, y: 0.9 },
  };
  expect(askedOf(draftOf(saved))).toEqual(saved);
  expect(askedAgain(saved)).toEqual(saved);
  expect(askedOf(draftOf({ ...saved, flip: "hv" }))).toEqual({ ...saved, rotate: 270, flip: undefined });
});
