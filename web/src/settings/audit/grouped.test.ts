import { expect, test } from "vitest";
import type { Entry } from "./entry.ts";
import { grouped } from "./grouped.ts";

let id = 0;
const entry = (minutesAgo: number, change: Partial<Entry> = {}, file = `f${minutesAgo}`): Entry => ({
  id: ++id,
  at: 1e12 - minutesAgo * 60_000,
  transport: "app",
  actor: { kind: "session", id: "ada", name: "Ada" },
  operation: "uploadAssets",
  details: { libraryId: "pictures", assetIds: [file], names: [`${file}.png`] },
  requestId: `r${id}`,
  ...change,
});

test("consecutive uploads of one person to one library are one row, with all files in order", () => {
  const rows = grouped([entry(1), entry(2), entry(11)]);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.details).toEqual({
    libraryId: "pictures",
    assetIds: ["f11", "f2", "f1"],
    names: ["f11.png", "f2.png", "f1.png"],
  });
});

test("another person, library, action or a long pause begins a new row", () => {
  const elsewhere = { libraryId: "archive", assetIds: ["x"] };
  const rows = grouped([
    entry(0),
    entry(1, { actor: { kind: "session", id: "bob", name: "Bob" } }),
    entry(2),
    entry(3, { details: elsewhere }),
    entry(4, { operation: "tagAssets" }),
    entry(5, { operation: "tagAssets", details: { ...elsewhere, tags: ["a"] } }),
    entry(6),
    entry(17),
  ]);
  expect(rows).toHaveLength(8);
});

test("entries without files are never joined", () => {
  const renamed = { operation: "renameLibrary", details: { libraryId: "pictures", name: "P" } };
  expect(grouped([entry(0, renamed), entry(0, renamed)])).toHaveLength(2);
});
