import { expect, test } from "vitest";
import { type IndexedExchange, indexInMemory } from "../../../../test/support/memory-index.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";

const now = Date.parse("2026-11-18T15:00:00Z");

/** The messages found, best first. Each is a conversation of its own; of equal matches the last comes first. */
function found(messages: string[], question: string): string[] {
  const exchanges = messages.map(
    (userMessage, conversation): IndexedExchange => ({ userMessage, conversation }),
  );
  const { history, postings } = indexInMemory(exchanges);
  return rank(history, postings, readQuery(question), { limit: 10, now }).map(
    ({ ordinal }) => messages[ordinal] ?? "",
  );
}

test.each([
  ["What kind of violin is it?", "The violin arrived", "The neighbour was kind"],
  ["How many violins were discussed?", "The violin arrived", "The neighbours discussed it"],
])("what a question is about weighs more than words that only ask: %s", (question, about, asking) => {
  expect(found([about, asking], question)).toEqual([about, asking]);
});

test("a question of such words alone is found by them", () => {
  expect(found(["The violin arrived", "We love this activity"], "What kind of activity?")[0]).toBe(
    "We love this activity",
  );
});

test("the name of a speaker weighs in full, even if it is such a word", () => {
  const messages = ["Long: good morning", "Ann: the violin arrived", "Ann: the letters from Long arrived"];
  expect(found(messages, "Long, violin, letters")[0]).toBe("Ann: the letters from Long arrived");
});

test("a word of another language with the same letters weighs in full", () => {
  const messages = ["le drap est là", "le sort est là"];
  expect(found(messages, "Quel est le sort du drap ?")[0]).toBe("le sort est là");
});
