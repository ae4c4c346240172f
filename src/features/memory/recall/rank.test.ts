import { describe, expect, test } from "vitest";
import { type IndexedExchange, indexInMemory } from "../../../../test/support/memory-index.ts";
import { preferAdjacent } from "./prefer-adjacent.ts";
import { readQuery } from "./query.ts";
import { type RankOptions, rank } from "./rank.ts";
import { openScratch } from "./scratch.ts";

const HOUR = 3_600_000;
const now = Date.parse("2026-11-18T15:00:00Z");
const FILLER = [
  "The weather is mild",
  "Traffic was slow",
  "Coffee tastes fine",
  "Numbers look right",
  "Papers got signed",
];
/** Irrelevant exchanges, each in a separate conversation. */
const filler: IndexedExchange[] = Array.from({ length: 30 }, (_, i) => ({
  userMessage: `${FILLER[i % 5]} again`,
  conversation: 1000 + i,
  time: Date.parse("2025-01-01") + i * 24 * HOUR,
}));

function search(exchanges: IndexedExchange[], query: string, options: Partial<RankOptions> = {}) {
  const { history, postings } = indexInMemory(exchanges);
  return rank(history, postings, readQuery(query), { limit: 10, now, ...options });
}
const order = (exchanges: IndexedExchange[], query: string, options?: Partial<RankOptions>) =>
  search(exchanges, query, options).map(({ ordinal }) => ordinal);

describe("rank", () => {
  test("the exchange with the words of the query comes first", () => {
    const found = search(
      [...filler, { userMessage: "My violin has a new bow", conversation: 1 }],
      "Which violin bow?",
    );
    expect(found[0]).toMatchObject({ ordinal: 30, matched: ["terms"] });
  });
  test("an answer that shares no word with the query is found by the question before it", () => {
    const asked = [
      { userMessage: "Bo: What is the name of your parrot?", conversation: 1 },
      { userMessage: "Ann: Captain Flint", conversation: 1 },
    ];
    const found = search([...filler, ...asked], "parrot name", { limit: 2 });
    expect(found.map(({ ordinal }) => ordinal).toSorted()).toEqual([30, 31]);
    expect(found.find(({ ordinal }) => ordinal === 31)?.matched).toEqual(["neighbour"]);
  });
  test("neighbours belong to the same conversation, not only to the same time", () => {
    const interleaved = [
      { userMessage: "What is your parrot called?", conversation: 1, time: now },
      { userMessage: "Rain tomorrow", conversation: 2, time: now },
      { userMessage: "Captain Flint", conversation: 1, time: now },
    ];
    expect(order([...filler, ...interleaved], "parrot", { limit: 5 })).toEqual(
      expect.arrayContaining([30, 32]),
    );
    expect(order([...filler, ...interleaved], "parrot", { limit: 5 })).not.toContain(31);
  });
  test("a ranking in arrays that others have used is the same as in new ones", () => {
    const scratch = openScratch();
    const large = [
      ...filler,
      { userMessage: "My violin has a new bow", agentResponse: "Nice", conversation: 1 },
    ];
    const small = [{ userMessage: "Ann: my violin is broken", conversation: 1 }, ...filler.slice(0, 3)];
    for (const exchanges of [large, small, large]) {
      for (const query of ["violin bow", "coffee", "Did Ann have a violin?"])
        expect(search(exchanges, query, { scratch })).toEqual(search(exchanges, query));
    }
  });
  test("exchanges before and after a pause of hours are not neighbours", () => {
    const separated = [
      { userMessage: "What is your parrot called?", conversation: 1, time: now - 5 * HOUR },
      { userMessage: "Captain Flint", conversation: 1, time: now },
    ];
    expect(order([...filler, ...separated], "parrot")).toEqual([30]);
  });
  test("the speaker named in the query is preferred among similar exchanges", () => {
    const both = [
      { userMessage: "Ann: I started pottery lessons", conversation: 1 },
      { userMessage: "Bo: I started pottery lessons", conversation: 2 },
    ];
    expect(search([...filler, ...both], "Did Bo start pottery?")[0]).toMatchObject({
      ordinal: 31,
      matched: ["terms", "person"],
    });
    expect(order([...filler, ...both], "did ann start pottery?")[0]).toBe(30);
  });
  test("a speaker named in full is preferred as one named by a first name", () => {
    const both = [
      { userMessage: "Bo Lee: I started pottery lessons", conversation: 1 },
      { userMessage: "Ann: I started pottery lessons", conversation: 2 },
    ];
    expect(search([...filler, ...both], "Did Bo Lee start pottery?")[0]).toMatchObject({
      ordinal: 30,
      matched: ["terms", "person"],
    });
  });
});

describe("rank by sides and dates", () => {
  test('"I" prefers the user\'s words, "you" the agent\'s', () => {
    const both = [
      {
        userMessage: "Thai curry sounds nice today",
        agentResponse: "Noted, friend of mine",
        conversation: 1,
      },
      {
        userMessage: "Noted, friend of mine",
        agentResponse: "Thai curry sounds nice today",
        conversation: 2,
      },
    ];
    expect(order([...filler, ...both], "what did I say about curry")[0]).toBe(30);
    expect(order([...filler, ...both], "what did you say about curry")[0]).toBe(31);
  });
  test("a long answer does not outweigh the user's own words", () => {
    const long = `Here is much advice. ${"Consider budget, season, comfort, company and luggage. ".repeat(20)} Lisbon too.`;
    const both = [
      { userMessage: "Give me advice", agentResponse: long, conversation: 1 },
      { userMessage: "I booked Lisbon", agentResponse: long.replace("Lisbon too.", ""), conversation: 2 },
    ];
    expect(order([...filler, ...both], "Lisbon")[0]).toBe(31);
  });
  test("a date in the query decides among similar exchanges", () => {
    const dated = [
      { userMessage: "We went hiking", conversation: 1, time: Date.parse("2025-05-07T10:00:00Z") },
      { userMessage: "We went hiking", conversation: 2, time: Date.parse("2025-08-20T10:00:00Z") },
    ];
    expect(search([...filler, ...dated], "hiking in May 2025")[0]).toMatchObject({
      ordinal: 30,
      matched: ["terms", "date"],
    });
    expect(order([...filler, ...dated], "hiking in August 2025")[0]).toBe(31);
  });
  test("a date alone finds the exchanges of that date", () => {
    const dated = [{ userMessage: "Hello", conversation: 1, time: Date.parse("2024-05-07T10:00:00Z") }];
    expect(search([...filler, ...dated], "on 7 May 2024")[0]).toMatchObject({
      ordinal: 30,
      matched: ["date"],
    });
  });
});

describe("rank by topics, and within limits", () => {
  test("a topic finds its members, after the word itself", () => {
    const pets = [
      { userMessage: "Our puppy chewed a slipper", conversation: 1 },
      { userMessage: "Our pet chewed a slipper", conversation: 2 },
    ];
    expect(order([...filler, ...pets], "pets").slice(0, 2)).toEqual([31, 30]);
  });
  test("a statement ranks above a question with the same words", () => {
    const both = [
      { userMessage: "Did you repaint the kayak?", conversation: 1 },
      { userMessage: "I did repaint the kayak", conversation: 2 },
    ];
    expect(order([...filler, ...both], "repaint kayak")[0]).toBe(31);
  });
  test("only eligible exchanges are returned, and the best of them still scores about one", () => {
    const both = [
      { userMessage: "kayak kayak kayak", conversation: 1 },
      { userMessage: "kayak rental and many other matters of the day", conversation: 2 },
    ];
    const found = search([...filler, ...both], "kayak", { eligible: (ordinal) => ordinal === 31 });
    expect(found.map(({ ordinal }) => ordinal)).toEqual([31]);
    expect(found[0]?.score).toBeGreaterThan(0.9);
  });
  test("the speaker does not make an ineligible exchange a result", () => {
    const one = [{ userMessage: "Ann: kayak", conversation: 1 }];
    expect(order([...filler, ...one], "Ann kayak", { eligible: () => false })).toEqual([]);
  });
  test("a query without a known word finds nothing", () => {
    expect(order(filler, "xylophone")).toEqual([]);
    expect(order(filler, "what did you do?")).toEqual([]);
    expect(order([], "anything")).toEqual([]);
  });
  test("equal scores are ordered newest first", () => {
    const same = [0, 1, 2].map((i) => ({
      userMessage: "kayak",
      conversation: i,
      time: now - (3 - i) * 24 * HOUR,
    }));
    expect(order([...filler, ...same], "kayak")).toEqual([32, 31, 30]);
  });
  test("at most `limit` exchanges are returned", () => {
    expect(
      order(
        Array.from({ length: 50 }, (_, i) => ({ userMessage: "kayak", conversation: i })),
        "kayak",
      ),
    ).toHaveLength(10);
  });
  test("works in languages without a stemmer", () => {
    const russian = [
      { userMessage: "Я купил новую собаку", conversation: 1 },
      { userMessage: "Сегодня дождь", conversation: 2 },
    ];
    expect(order([...filler, ...russian], "собаки")[0]).toBe(30);
    const japanese = [
      { userMessage: "犬を飼っています", conversation: 1 },
      { userMessage: "今日は雨です", conversation: 2 },
    ];
    expect(order([...filler, ...japanese], "犬を飼う")[0]).toBe(30);
  });
});

describe("preferAdjacent", () => {
  const texts = ["The night market and the jazz club", "Ann: a jazz night at the market"];
  const ranked = texts.map((_, ordinal) => ({ ordinal, score: 1, matched: [] }));
  const ordered = (query: string, found = ranked) =>
    preferAdjacent(found, readQuery(query), (ordinal) => [texts[ordinal] ?? ""]).then((list) =>
      list.map(({ ordinal }) => ordinal),
    );

  test("adjacent words rank above the same words separated", async () => {
    expect(await ordered("the jazz nights")).toEqual([1, 0]);
    expect(await ordered("a night market")).toEqual([0, 1]);
  });
  test("without adjacent words the order stays", async () => {
    expect(await ordered("market")).toEqual([0, 1]);
    expect(await ordered("club market", ranked.toReversed())).toEqual([1, 0]);
  });
  test("a hit that cannot be among those wanted is not read, and the wanted ones are the same", async () => {
    const far = [...ranked, { ordinal: 2, score: 0.1, matched: [] }];
    const sides = (ordinal: number) => [texts[ordinal] ?? "jazz night"];
    const query = readQuery("the jazz nights");
    const wanted = await preferAdjacent(far, query, sides, { limit: 2 });
    expect(wanted.slice(0, 2)).toEqual((await preferAdjacent(far, query, sides)).slice(0, 2));
    expect(wanted[2]).toEqual(far[2]);
  });
  test("reads no text beyond the first twenty", async () => {
    const many = Array.from({ length: 40 }, (_, ordinal) => ({
      ordinal,
      score: 1 - ordinal / 100,
      matched: [],
    }));
    const read: number[] = [];
    await preferAdjacent(many, readQuery("jazz night"), (ordinal) => [String(read.push(ordinal))]);
    expect(read).toHaveLength(20);
  });
});
