import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clausesOf } from "./clauses.ts";
import { indexed } from "./pattern-index.ts";
import { requiredWords } from "./required-words.ts";
import { reworded } from "./rewordings.ts";
import { RULES } from "./rules/for-clause.ts";
import { statements } from "./sentences.ts";
import { SPELLINGS } from "./spelling.ts";
import { WORDINGS } from "./wordings/meaning.ts";

const folder = new URL("../../../../../bench/memory/facts/", import.meta.url);
const messages = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), "utf8")
    .split("\n")
    .map((line) => (line.split(" =>")[0] ?? "").replaceAll("\\n", "\n")),
);

describe("the index of patterns", () => {
  it("finds every rule that matches a clause of the benchmark's messages", () => {
    const rulesFor = indexed(RULES, ({ pattern }) => pattern);
    const clauses = messages.flatMap((message) =>
      statements(message).flatMap((sentence) => clausesOf(reworded(sentence)).map(({ text }) => text)),
    );
    const texts = [...clauses, ...clauses.map((text) => text.toLowerCase())];
    expect(texts.length).toBeGreaterThan(3_000);
    for (const text of texts) {
      const found = new Set(rulesFor(text));
      const skipped = RULES.filter((rule) => rule.pattern.test(text) && !found.has(rule));
      expect(skipped, text).toEqual([]);
    }
  });

  it("finds every wording that a message or a clause has", () => {
    const wordingsIn = indexed(WORDINGS, ([form]) => form);
    for (const text of messages.flatMap((message) => [message, message.replace(/^\W*\w+ /, "")])) {
      const found = new Set(wordingsIn(text));
      const skipped = WORDINGS.filter((wording) => wording[0].test(text) && !found.has(wording));
      expect(skipped, text).toEqual([]);
    }
  });

  it("finds the items in their order, and every spelling that a message has", () => {
    const spellingsIn = indexed(SPELLINGS, ([pattern]) => pattern);
    for (const message of messages) {
      const found = spellingsIn(message);
      expect(found).toEqual(SPELLINGS.filter((spelling) => found.includes(spelling)));
      for (const spelling of SPELLINGS)
        if (message.search(spelling[0]) >= 0) expect(found, message).toContain(spelling);
    }
  });

  it.each<[RegExp, string[] | undefined]>([
    [/^I (?:have )?(?:quit|left) my job\b/, ["quit", "left"]],
    [/^I (?:quit|left) /, ["quit", "left"]],
    [/\ballerg(?:y|ies)\b/, ["allergy", "allergies"]],
    [/\bcaf[eé]s?\b/, ["cafe", "cafes", "caf"]],
    // A word that may go on is not whole.
    [/\bwork/, undefined],
    [/work\b/, undefined],
    [/\bwork\p{L}* hard\b/u, ["hard"]],
    [/\bwork(?: \w+)?? at\b/, ["work"]],
    [/\bwork(?:s|ed)?(?=$|[,.])/, ["work", "works", "worked"]],
    [/\bwork(?=s)/, undefined],
    // An alternative, a repetition or a look that may not be there requires nothing.
    [/\b(?:work|\d+)\b/, undefined],
    [/\b(?:work )*(?!play\b)\d/, undefined],
    // Not read, so always tried.
    [/\b(work) \1\b/, undefined],
  ])("reads from %s the words %s", (pattern, words) => {
    const read = requiredWords(pattern);
    expect(read && [...read].sort()).toEqual(words?.sort());
  });
});
