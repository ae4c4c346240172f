import { describe, expect, test } from "vitest";
import { exchangeTerms } from "./exchange-terms.ts";
import { leadingSpeaker } from "./speaker.ts";
import { stem } from "./stem.ts";
import { opening, stems, topics, words } from "./tokenise.ts";

describe("words", () => {
  test("case, accents and compatibility forms do not matter", () => {
    expect(words("Café ÉTÉ ﬁne Ωμέγα ёлка")).toEqual(["cafe", "ete", "fine", "ωμεγα", "елка"]);
  });
  test("possessives and contractions lose their ending", () => {
    expect(words("Ann’s dog doesn't bite; I'll go")).toEqual(["ann", "dog", "doesn", "bite", "i", "go"]);
  });
  test("marks that are letters of their script are kept", () => {
    expect(words("मेरी किताब")).toEqual(["मेरी", "किताब"]);
  });
  test("scripts without spaces give overlapping pairs of characters", () => {
    expect(words("我喜欢 TypeScript代码")).toEqual(["我喜", "喜欢", "typescript", "代码"]);
    expect(words("がっこう")).toEqual(["がっ", "っこ", "こう"]);
    expect(words("猫")).toEqual(["猫"]);
  });
  test("text without words gives none", () => {
    expect(words("  …!? 👍 ")).toEqual([]);
  });
});

describe("stems", () => {
  test("inflections of a word are one stem", () => {
    expect(new Set(stems("painting paints painted paint"))).toEqual(new Set(["paint"]));
  });
  test("irregular forms join their dictionary form", () => {
    expect(stems("went bought children mice")).toEqual(stems("go buy child mouse"));
  });
  test("stop words are left out", () => {
    expect(stems("what did you do with the guitar")).toEqual(["guitar"]);
  });
  test("words of other alphabets stay unchanged", () => {
    expect(stems("собака 東京")).toEqual(["собака", "東京"]);
  });
});

describe("stem", () => {
  test("agrees with the published Porter2 vocabulary", () => {
    const published = {
      consign: "consign",
      consigned: "consign",
      consignment: "consign",
      consistency: "consist",
      consolation: "consol",
      consolatory: "consolatori",
      conspicuously: "conspicu",
      constables: "constabl",
      kneeling: "kneel",
      knights: "knight",
      knotted: "knot",
      knowledge: "knowledg",
      generously: "generous",
      communism: "communism",
      skies: "sky",
      news: "news",
      happy: "happi",
      hopping: "hop",
      hoping: "hope",
      falling: "fall",
      agreed: "agre",
      proceed: "proceed",
      ties: "tie",
      dying: "die",
      relational: "relat",
      vietnamization: "vietnam",
      playing: "play",
      sayings: "say",
      by: "by",
    };
    for (const [word, expected] of Object.entries(published))
      expect([word, stem(word)]).toEqual([word, expected]);
  });
});

describe("topics and openings", () => {
  test("a word that names a topic is distinguished from one that belongs to it", () => {
    expect(topics("pet")).toContainEqual({ topic: "pet", names: true });
    expect(topics("puppi")).toContainEqual({ topic: "pet", names: false });
  });
  test("words of one family share an opening; short words have none", () => {
    expect(opening("musician")).toBe(opening("music"));
    expect(opening("трудными")).toBe(opening("трудный"));
    expect(opening("dog")).toBeUndefined();
  });
});

describe("exchangeTerms", () => {
  test("each side is counted separately", () => {
    const { terms, length } = exchangeTerms("My dog is ill", "Take the dog to a vet. Dogs recover.");
    expect(terms.get("w dog")).toEqual({ user: 1, agent: 2 });
    expect(terms.get("w vet")).toEqual({ user: 0, agent: 1 });
    expect(length).toEqual({ user: 2, agent: 5 });
  });
  test("each word of a leading name is a speaker term", () => {
    expect([...exchangeTerms("Mary Ann: hello there").terms.keys()]).toEqual(
      expect.arrayContaining(["s mary", "s ann"]),
    );
    expect([...exchangeTerms("hello there", "", "Bob").terms.keys()]).toContain("s bob");
  });
  test("a sentence with a colon is not a speaker", () => {
    expect(leadingSpeaker("I need three things from you: eggs, milk")).toBeUndefined();
    expect(leadingSpeaker("see https://example.org")).toBeUndefined();
  });
  test("a word is counted at most 255 times", () => {
    expect(exchangeTerms("ha ".repeat(1000)).terms.get("w ha")?.user).toBe(255);
  });
});

test("the time grows linearly with the length of a word", () => {
  const fastestMs = (letters: number) => {
    const text = "a".repeat(letters);
    const times = Array.from({ length: 15 }, () => {
      const startedAt = performance.now();
      exchangeTerms(text);
      return performance.now() - startedAt;
    });
    return Math.min(...times);
  };
  fastestMs(10_000);
  // Eight times as long: 8 when linear, 64 when quadratic.
  expect(fastestMs(80_000) / fastestMs(10_000)).toBeLessThan(24);
});
