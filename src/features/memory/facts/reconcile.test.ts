import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { current, day, learned, says, spans } from "../../../../test/support/memory-facts.ts";
import { kindOf } from "./attributes.ts";
import type { StoredFact } from "./fact.ts";

describe("reconciling what is said with what is known", () => {
  it("closes the older value when a newer one is said, and keeps both", () => {
    const facts = learned([says("home", "Berlin", 1), says("home", "Lisbon", 5)]);
    expect(spans(facts)).toEqual(["Berlin 1–5", "Lisbon 5–"]);
  });

  it("lets values of an attribute that has many stand side by side", () => {
    expect(current(learned([says("likes", "tea", 1), says("likes", "chess", 2)]))).toEqual([
      "likes: chess",
      "likes: tea",
    ]);
  });

  it("confirms the same value said in other letters, and adds nothing", () => {
    const facts = learned([says("home", "São Paulo", 1), says("home", "sao paulo", 5)]);
    expect(spans(facts)).toEqual(["São Paulo 1–"]);
    expect(facts[0]?.saidAt).toEqual(day(5));
  });

  it("puts an older exchange that arrives late into history, and closes nothing newer", () => {
    const facts = learned([says("home", "Lisbon", 5), says("home", "Berlin", 1)]);
    expect(spans(facts)).toEqual(["Berlin 1–5", "Lisbon 5–"]);
  });

  it("keeps a value said before and after as the current one, whatever was said in between and arrives late", () => {
    const facts = learned([says("home", "Berlin", 1), says("home", "Berlin", 9), says("home", "Rome", 5)]);
    expect(current(facts)).toEqual(["home: Berlin"]);
    expect(spans(facts)).toContain("Rome 5–5");
  });

  it("closes the value that is said to hold no longer, and only that", () => {
    const facts = learned([
      says("likes", "coffee", 1),
      says("likes", "tea", 1),
      says("likes", "coffee", 4, true),
    ]);
    expect(current(facts)).toEqual(["likes: tea"]);
  });

  it("remembers an ending that arrives before the beginning", () => {
    expect(current(learned([says("home", "Berlin", 4, true), says("home", "Berlin", 1)]))).toEqual([]);
  });

  it("does not end the present value by an ending of another", () => {
    expect(current(learned([says("home", "Lisbon", 2), says("home", "Berlin", 4, true)]))).toEqual([
      "home: Lisbon",
    ]);
  });

  it("takes disliking a thing as the end of liking it", () => {
    expect(current(learned([says("likes", "coffee", 1), says("dislikes", "coffee", 4)]))).toEqual([
      "dislikes: coffee",
    ]);
  });

  it("opens what was left and taken up again in the same breath", () => {
    const [left, joined] = [says("work_employer", "Acme", 3, true), says("work_employer", "Initech", 3)];
    const facts = learned([
      says("work_employer", "Acme", 1),
      { at: day(3), candidates: [...joined.candidates, ...left.candidates] },
    ]);
    expect(current(facts)).toEqual(["work_employer: Initech"]);
  });

  it("keeps the end that a plan brings with it", () => {
    const plan = says("plan", "fly to Rome on 2024-01-09", 2);
    const facts = learned([
      { ...plan, candidates: plan.candidates.map((c) => ({ ...c, validTo: day(10) })) },
    ]);
    expect(spans(facts)).toEqual(["fly to Rome on 2024-01-09 2–10"]);
  });
});

describe("what a person has corrected", () => {
  const corrected: StoredFact[] = [
    { ...stored("home", "Berlin", 1), validTo: day(5) },
    { ...stored("home", "Bern", 5), correction: { at: day(5), insteadOf: "Berlin" } },
  ];

  it("stays when an exchange from before the correction is seen, or seen again", () => {
    expect(current(learned([says("home", "Berlin", 1), says("home", "Oslo", 4)], corrected))).toEqual([
      "home: Bern",
    ]);
  });

  it("stays when the corrected value is read again later", () => {
    expect(current(learned([says("home", "berlin", 9)], corrected))).toEqual(["home: Bern"]);
  });

  it("gives way to another value that is said after it", () => {
    expect(current(learned([says("home", "Oslo", 9)], corrected))).toEqual(["home: Oslo"]);
  });

  it("keeps its former value away among values that accumulate, and touches no other", () => {
    const facts: StoredFact[] = [
      { ...stored("likes", "tea", 5), correction: { at: day(5), insteadOf: "teal" } },
    ];
    expect(current(learned([says("likes", "teal", 3), says("likes", "chess", 3)], facts))).toEqual([
      "likes: chess",
      "likes: tea",
    ]);
  });

  function stored(attribute: string, value: string, at: number): StoredFact {
    return {
      subject: "user",
      attribute,
      value,
      kind: kindOf(attribute),
      validFrom: day(at),
      validTo: null,
      saidAt: day(at),
      factId: value,
      correction: null,
    };
  }
});

describe("any exchanges in any order", () => {
  const exchange = fc
    .record({
      attribute: fc.constantFrom("home", "likes", "dislikes"),
      value: fc.constantFrom("a", "b", "c"),
      at: fc.integer({ min: 1, max: 9 }),
      negated: fc.boolean(),
    })
    .map(({ attribute, value, at, negated }) => says(attribute, value, at, negated));
  const history = fc.array(exchange, { maxLength: 9 });
  const shuffled = history.chain((said) =>
    fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
  );

  it("leave the same current values", () => {
    fc.assert(
      fc.property(shuffled, ([said, arrived]) => {
        expect(current(learned(arrived))).toEqual(current(learned(said)));
      }),
      { numRuns: 3_000 },
    );
  });

  it("leave no two values of an attribute that has one valid at the same time", () => {
    fc.assert(
      fc.property(history, (said) => {
        const facts = learned(said).filter(({ attribute, negated }) => attribute === "home" && !negated);
        for (const [i, one] of facts.entries())
          for (const other of facts.slice(i + 1)) expect(overlap(one, other)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it("change no current value when they are all ingested again", () => {
    fc.assert(
      fc.property(shuffled, ([said, again]) => {
        const once = learned(said);
        expect(current(learned(again, once))).toEqual(current(once));
      }),
      { numRuns: 3_000 },
    );
  });

  it("change nothing at all when they are ingested again after they came in order of time", () => {
    fc.assert(
      fc.property(shuffled, ([said, again]) => {
        const once = learned(said.toSorted((a, b) => a.at.getTime() - b.at.getTime()));
        expect(learned(again, once)).toEqual(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never give a fact back a validity that it lost, or move its beginning", () => {
    fc.assert(
      fc.property(history, exchange, (said, next) => {
        const before = learned(said);
        const after = learned([next], before);
        for (const fact of before) {
          const now = after.find(({ factId }) => factId === fact.factId);
          expect(now?.validFrom).toEqual(fact.validFrom);
          if (fact.validTo)
            expect(now?.validTo?.getTime() ?? Infinity).toBeLessThanOrEqual(fact.validTo.getTime());
        }
      }),
    );
  });

  function overlap(a: StoredFact, b: StoredFact): boolean {
    const end = (fact: StoredFact) => fact.validTo?.getTime() ?? Infinity;
    return Math.max(a.validFrom.getTime(), b.validFrom.getTime()) < Math.min(end(a), end(b));
  }
});
