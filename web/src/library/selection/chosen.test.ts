import { expect, test } from "vitest";
import type { ListedAsset } from "../assets/asset-pages.ts";
import { type Chosen, chosenMax, rangeBetween, toggled, withAdded, withoutIds } from "./chosen.ts";

const asset = (id: string) => ({ id }) as ListedAsset;
const many = (n: number): Chosen =>
  withAdded(
    new Map(),
    Array.from({ length: n }, (_, i) => asset(`a${i}`)),
  );

test("an asset is selected, and deselected again", () => {
  const one = toggled(new Map(), asset("a")) as Chosen;
  expect([...one.keys()]).toEqual(["a"]);
  expect(toggled(one, asset("a"))?.size).toBe(0);
});

test("a full selection accepts no more assets, but one can be deselected", () => {
  const full = many(chosenMax + 10);
  expect(full.size).toBe(chosenMax);
  expect(toggled(full, asset("new"))).toBeNull();
  expect(toggled(full, asset("a0"))?.size).toBe(chosenMax - 1);
});

test("a range goes in either direction and includes both ends", () => {
  expect(rangeBetween(7, 3, 1)).toEqual({ first: 3, last: 7, isCut: false });
  expect(rangeBetween(3, 7, 1)).toEqual({ first: 3, last: 7, isCut: false });
  expect(rangeBetween(4, 4, 1)).toEqual({ first: 4, last: 4, isCut: false });
});

test("a range is cut at the maximum", () => {
  const { first, last, isCut } = rangeBetween(10_000, 0, 100);
  expect(isCut).toBe(true);
  expect(last).toBe(10_000);
  expect(last - first + 1 + 100).toBe(chosenMax);
});

test("removed assets leave the selection, without changing the previous selection object", () => {
  const before = many(3);
  expect([...withoutIds(before, ["a1", "unknown"]).keys()]).toEqual(["a0", "a2"]);
  expect(before.size).toBe(3);
});
