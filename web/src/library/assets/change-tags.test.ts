import { expect, test } from "vitest";
import { changedTags } from "./change-tags.ts";

const assets = [
  { id: "a", tags: ["Lisbon"] },
  { id: "b", tags: [] },
  { id: "c", tags: ["river", "LISBON"] },
];

test("adding tags changes only assets without them, ignoring case", () => {
  expect(changedTags("tag", ["lisbon", "sea"], assets)).toEqual([
    { tags: ["sea"], ids: ["a", "c"] },
    { tags: ["lisbon", "sea"], ids: ["b"] },
  ]);
});

test("removing tags changes only assets with them, and undo restores each spelling", () => {
  expect(changedTags("untag", ["lisbon"], assets)).toEqual([
    { tags: ["Lisbon"], ids: ["a"] },
    { tags: ["LISBON"], ids: ["c"] },
  ]);
});
