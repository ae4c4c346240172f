import { expect, test } from "vitest";
import type { z } from "zod";
import { uniqueTags } from "../src/features/library/assets/asset.ts";
import { highlighter } from "../src/features/library/search/highlight.ts";
import { parseQuery } from "../src/features/library/search/query.ts";
import { termsOf } from "../src/features/library/search/terms.ts";
import { readFacts } from "../src/features/memory/facts/extract/extract.ts";
import { factKey } from "../src/features/memory/facts/fact.ts";
import { packTerms } from "../src/features/memory/index/packed-terms.ts";
import { contextText } from "../src/features/memory/recall/context-text.ts";
import { dateSpans } from "../src/features/memory/recall/dates.ts";
import { readQuery } from "../src/features/memory/recall/query.ts";
import { sealingWith } from "../src/features/memory/sealing/sealing.ts";
import { readExchange } from "../src/features/memory/terms/exchange-terms.ts";
import { operations } from "../src/main/registry.ts";
import type { Steps } from "../src/platform/in-slices.ts";
import { offence, repeated } from "./support/budget.ts";
import { textsIn } from "./support/text-inputs.ts";

const fragments = [
  ..."aA1 .,;:-_'\"`([{<&*@?!>\n\t\u2028\u0301\u200d\u0640東กßﬃ한م“…\ufdfa",
  ...["a\u0301", "\u1112\u1161\u11ab", "हिन्दी", "👩‍👩‍👧", "ｶﾞ", "aB", "a1", "a ", "a, ", "a. ", "a? ", '."'],
  ...["a@", "a.", "https://", "Dr.", " - ", "”x“", "ing", "in ", "at ", "and ", "and I ", "because I "],
  ...["I ", "I am ", "I have a ", "I love ", "My sister Anna ", "we ", "the ", "may ", "on Monday ", "12 "],
  ...["two days ago ", "really ", "big ", "Ann: ", "please "],
];
// What the rules for facts, and leading speakers, begin with.
const openings = [
  "",
  "I am ",
  "My ",
  "I work at ",
  "I work ",
  "I love ",
  "I went to ",
  "Remember that ",
  "Ann: ",
];

/** Sentences as long as the rules read them. */
const sentences = (opening: string, fragment: string) => (length: number) =>
  repeated(`${(opening + fragment.repeat(400)).slice(0, 390).toWellFormed()}. `)(length);
const distinct = (letter: (n: number) => string) => (length: number) => {
  let text = "";
  for (let n = 0; text.length < length; n++) text += letter(n);
  return text.slice(0, length);
};
const texts: [name: string, textOf: (length: number) => string][] = [
  ...fragments.map((one): (typeof texts)[number] => [JSON.stringify(one), repeated(one)]),
  ["words, each another", distinct((n) => `${(n * 7919).toString(36)}x `)],
  ["Chinese pairs, each another", distinct((n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)))],
];
const offences = (max: number, read: (text: string) => unknown, list = texts) =>
  list.flatMap(([name, textOf]) => {
    const found = offence(max, read, textOf);
    return found ? [`${name}: ${found}`] : [];
  });

const sealing = sealingWith(Buffer.alloc(32), "tenant", 1);
const at = new Date(0);
const remembered = (text: string) => ({ userMessage: text, agentResponse: "", timestamp: at });
const recalled = (text: string) => ({
  interactionId: "int_0",
  conversationId: "conv_0",
  saidAt: at,
  user_message: text,
  agent_response: text,
  metadata: {},
  score: 1,
  matched: [],
});
function* indexed(text: string): Steps<Buffer> {
  const { terms } = yield* readExchange(text, text);
  return yield* packTerms(terms, sealing.termText);
}
const marked = (text: string) => {
  const { words } = parseQuery(text);
  return highlighter(termsOf(words, []))({ name: text, tags: [text.slice(0, 100)] });
};

test.each<[string, number, (text: string) => unknown]>([
  ["a message that is remembered", 100_000, indexed],
  ["a message that facts are read from", 100_000, (text) => readFacts(remembered(text))],
  ["a message in the text for a prompt", 100_000, (text) => contextText([{ text }], [recalled(text)], 1500)],
  ["a question to memory", 10_000, readQuery],
  ["a question's dates", 10_000, (text) => dateSpans(text, { now: 0, first: 0, last: 0 })],
  ["a fact", 600, (text) => factKey({ subject: text, attribute: "likes", value: text })],
  ["a search", 500, parseQuery],
  ["a search's highlights", 500, marked],
  ["tags", 2_000, (text) => uniqueTags(Array.from({ length: 20 }, () => text.slice(0, 100)))],
])(
  "%s does not block other requests, whatever its content",
  (_, max, read) => {
    expect(offences(max, read)).toEqual([]);
  },
  300_000,
);

test("sentences that nearly state a fact hold up no other request", () => {
  const list = openings.flatMap((opening) =>
    fragments.map((one): (typeof texts)[number] => [
      `${opening}${JSON.stringify(one)}`,
      sentences(opening, one),
    ]),
  );
  expect(offences(8_000, (text) => readFacts(remembered(text)), list)).toEqual([]);
}, 300_000);

test.each(operations)(
  "reading the texts that $name takes holds up no other request",
  ({ input }) => {
    const found = textsIn(input).flatMap(({ path, schema }) => {
      const max = longestTaken(schema);
      return offences(max, (text) => schema.safeParse(text)).map((one) => `${path}: ${one}`);
    });
    expect(found).toEqual([]);
  },
  300_000,
);

/** How long a text this takes, looked for up to 100,000. What takes none is read as long. */
function longestTaken(schema: z.ZodType): number {
  const takes = (length: number) => schema.safeParse("a".repeat(length)).success;
  return [100_000, 10_000, 2_000, 1_000, 512, 320, 200].find(takes) ?? 2_000;
}
