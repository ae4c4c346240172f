import { expect, test } from "vitest";
import { indexInMemory } from "../../../../test/support/memory-index.ts";
import { adjacentBound } from "./adjacent-bound.ts";
import { preferAdjacent } from "./prefer-adjacent.ts";
import { readQuery } from "./query.ts";

const filler = "We talked about the weather and about what the neighbours planted. ".repeat(20);
const texts = [
  [`${filler} The jazz night was long.`, filler],
  [`${filler} A night of jazz.`, `${filler} It was night.`],
  [`${filler} I like jazz.`, `${filler} The night is young.`],
  [filler, filler],
  [`${filler} jazz night`, `${filler} Jazz nights at the night market.`],
  ["A jazz night", "Nice"],
];
const { history, postings } = indexInMemory(
  texts.map(([userMessage = "", agentResponse = ""]) => ({ userMessage, agentResponse })),
);
const boundsFor = (text: string) => {
  const bound = adjacentBound(history, postings, readQuery(text));
  return texts.map((sides, ordinal) => bound(ordinal, sides));
};

test("a side of a long exchange without both words has none of their pairs", () => {
  const short = Number.POSITIVE_INFINITY;
  expect(boundsFor("jazz night")).toEqual([1, 1, 0, 0, 2, short]);
});

test("no exchange has more pairs than its bound", async () => {
  for (const text of ["jazz night", "night market jazz night", "the long jazz night of the neighbours"]) {
    const bounds = boundsFor(text);
    const hits = texts.map((_, ordinal) => ({ ordinal, score: 0, matched: [] }));
    const found = await preferAdjacent(hits, readQuery(text), (ordinal) => texts[ordinal] ?? []);
    for (const { ordinal, score } of found)
      expect(score).toBeLessThanOrEqual(0.1 * (bounds[ordinal] ?? 0) + 1e-9);
  }
});

test("a query in another language has no bound, since the exchange may have its words under other stems", () => {
  expect(boundsFor("Wo ist die Jazznacht in der Stadt und wer spielt dort?")).toEqual(
    texts.map(() => Number.POSITIVE_INFINITY),
  );
});
