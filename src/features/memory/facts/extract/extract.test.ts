import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BEGUN_ALIKE } from "../../../../../test/support/facts/begun-alike.ts";
import { STATED } from "../../../../../test/support/facts/stated.ts";
import { UNMEANT } from "../../../../../test/support/facts/unmeant.ts";
import { UNSTATED } from "../../../../../test/support/facts/unstated.ts";
import { WORDINGS } from "../../../../../test/support/facts/wordings.ts";
import { WORDINGS_OF_FAMILY } from "../../../../../test/support/facts/wordings-of-family.ts";
import { WORDINGS_OF_LIFE } from "../../../../../test/support/facts/wordings-of-life.ts";
import { FactCandidate } from "../fact.ts";
import { extractFacts } from "./extract.ts";

const timestamp = new Date("2024-05-08T12:00:00Z");
const factsIn = (userMessage: string, speaker?: string) =>
  extractFacts({ userMessage, agentResponse: "", timestamp, ...(speaker && { speaker }) });
const shown = ({ subject, attribute, value, negated }: FactCandidate) =>
  `${subject === "user" ? "" : `${subject}.`}${attribute}=${value}${negated ? " [over]" : ""}`;
const linesOf = (table: string) => table.trim().split("\n");

describe.each(Object.entries({ ...STATED, ...WORDINGS, ...WORDINGS_OF_FAMILY, ...WORDINGS_OF_LIFE }))(
  "%s",
  (_, table) => {
    it.each(linesOf(table).map((line) => line.split(" => ") as [string, string]))("%s", (sentence, facts) => {
      expect(factsIn(sentence).map(shown).toSorted()).toEqual(facts.split("; ").toSorted());
    });
  },
);

describe.each(Object.entries({ ...UNSTATED, ...UNMEANT, ...BEGUN_ALIKE }))(
  "gives no facts: %s",
  (_, table) => {
    it.each(linesOf(table))("%s", (sentence) => {
      expect(factsIn(sentence).map(shown)).toEqual([]);
    });
  },
);

describe("extraction", () => {
  it("reads the user's message only, never the agent's response", () => {
    expect(
      extractFacts({ userMessage: "Hm.", agentResponse: "You live in Berlin. I live in Oslo.", timestamp }),
    ).toEqual([]);
  });

  it("uses the speaker named by the message or the caller as the subject", () => {
    expect(factsIn("Caroline: I moved to Boston. My sister lives in Oslo.").map(shown)).toEqual([
      "Caroline.home=Boston",
      "Caroline's sister.home=Oslo",
    ]);
    expect(factsIn("An Nguyen: I moved to Boston.").map(shown)).toEqual(["An Nguyen.home=Boston"]);
    expect(factsIn("The customer writes: I moved to Boston.")).toEqual([]);
    expect(factsIn("I moved to Boston", "Melanie").map(shown)).toEqual(["Melanie.home=Boston"]);
    expect(factsIn("User: I moved to Boston").map(shown)).toEqual(["home=Boston"]);
  });

  it("takes no note from advice between two people", () => {
    expect(factsIn("Remember that you are loved by all of us", "Gina")).toEqual([]);
  });

  it("dates facts from the time of the message, and ends plans after their date", () => {
    expect(factsIn("I live in Oslo")[0]).toMatchObject({
      validFrom: timestamp,
      validTo: null,
      kind: "single",
    });
    expect(factsIn("I'm flying to Rome tomorrow")[0]).toMatchObject({ validTo: new Date("2024-05-10") });
    expect(factsIn("I used to live in Oslo")[0]).toMatchObject({ validTo: timestamp, negated: true });
  });

  it("writes a sentence for prompts, with the time if the message names one", () => {
    expect(factsIn("I moved to Lisbon last year")[0]?.text).toBe("User lives in Lisbon (2023)");
    expect(factsIn("I hate olives", "Ann")[0]?.text).toBe("Ann dislikes olives");
    expect(factsIn("Remember that the party is on Friday")[0]?.text).toBe(
      "User asked to remember: the party is on Friday (on Friday: 2024-05-10)",
    );
  });

  it("keeps the last of two values of a single-valued attribute", () => {
    expect(factsIn("I live in Rome. Sorry, I live in Milan.").map(shown)).toEqual(["home=Milan"]);
  });
});

describe("extraction from any text", () => {
  it("limits the number of facts and the length of text it reads", () => {
    const many = Array.from({ length: 300 }, (_, i) => `I love sport${i}.`).join(" ");
    expect(factsIn(many)).toHaveLength(16);
    expect(factsIn(`${"Blah blah. ".repeat(2_000)} I live in Oslo.`)).toEqual([]);
  });

  it("reads long hostile messages in linear time", () => {
    const started = performance.now();
    for (const piece of [
      "I ",
      "I am a ",
      "my sister and ",
      ", I live in ",
      "I work at a b ",
      "a, ",
      '"',
      "A. ",
    ])
      factsIn(piece.repeat(8_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("gives only valid facts for any text", () => {
    const words = fc.constantFrom(
      "I",
      "I'm",
      "my",
      "live in",
      "work at",
      "a",
      "sister",
      "Anna",
      "Berlin",
      "and",
      ",",
      ".",
      "not",
      "like",
      "next week",
      "is",
      "called",
      "remember that",
      "used to",
      "nurse",
      "🎉",
      "ß",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (said) => {
        for (const fact of factsIn(said)) expect(FactCandidate.safeParse(fact).error).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
