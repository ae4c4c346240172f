import { expect, test } from "vitest";
import { type IndexedExchange, indexInMemory } from "../../../../test/support/memory-index.ts";
import { conversationLayout } from "./history.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";
import { relevances } from "./relevance.ts";

const now = Date.parse("2026-11-18T15:00:00Z");
const suggested = 0.2;
const DAYS = [
  "I repainted the kitchen in a pale green",
  "My sister Clara plays the cello in an orchestra",
  "We adopted a greyhound named Bolt",
  "The dentist wants to see me again in March",
  "I finally beat my uncle at chess",
];
const memory: IndexedExchange[] = DAYS.map((userMessage, i) => ({
  userMessage,
  agentResponse: "Good to know.",
  conversation: i,
  time: now - (DAYS.length - i) * 86_400_000,
}));

/** The relevance of each hit, best first. */
function relevanceOf(exchanges: IndexedExchange[], text: string): number[] {
  const { history, postings } = indexInMemory(exchanges);
  const query = readQuery(text);
  const layout = conversationLayout(history);
  const found = rank(history, postings, query, { limit: 50, now, layout });
  return relevances(history, layout, postings, query, found);
}

test.each([
  "Which instrument does Clara play in the orchestra?",
  "What is the name of my greyhound?",
  "Whom did I beat at chess?",
])("the best hit of a question with an answer is above the suggested threshold: %s", (question) => {
  expect(relevanceOf(memory, question)[0]).toBeGreaterThan(suggested);
});

test.each([
  "Which mortgage rate did the bank offer for the flat?",
  "When is the marathon in Valencia?",
  "What did the dermatologist prescribe for my eczema?",
])("a question about something else is below it in every hit: %s", (question) => {
  expect(Math.max(0, ...relevanceOf(memory, question))).toBeLessThan(suggested);
});

test("relevance is between 0 and 1 and never higher for a hit with a lower score", () => {
  for (const question of [
    ...DAYS,
    "chess",
    "yesterday",
    "the",
    "greyhound kitchen cello March chess uncle",
  ]) {
    const found = relevanceOf(memory, question);
    expect(found.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
  }
});

test("in a memory of one exchange the same holds", () => {
  const [kitchen] = memory as [IndexedExchange];
  expect(relevanceOf([kitchen], "Which colour is the kitchen now?")[0]).toBeGreaterThan(
    relevanceOf([kitchen], "Which green tea did the doctor recommend for sleep?")[0] ?? 0,
  );
});
