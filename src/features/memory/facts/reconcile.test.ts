import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { current, day, learned, says, spans } from "../../../../test/support/memory-facts.ts";
import { kindOf } from "./attributes.ts";
import type { StoredFact } from "./fact.ts";

describe("reconcile", () => {
  it("closes the older value when a newer one is stated, and keeps both", () => {
    const facts = learned([says("home", "Berlin", 1), says("home", "Lisbon", 5)]);
    expect(spans(facts)).toEqual(["Berlin 1–5", "Lisbon 5–"]);
  });

  it("keeps all values of a many-valued attribute current", () => {
    expect(current(learned([says("likes", "tea", 1), says("likes", "chess", 2)]))).toEqual([
      "likes: chess",
      "likes: tea",
    ]);
  });

  it("confirms the same value in another spelling, and adds nothing", () => {
    const facts = learned([says("home", "São Paulo", 1), says("home", "sao paulo", 5)]);
    expect(spans(facts)).toEqual(["São Paulo 1–"]);
    expect(facts[0]?.saidAt).toEqual(day(5));
  });

  it("adds an older exchange that arrives late to the history, and closes nothing newer", () => {
    const facts = learned([says("home", "Lisbon", 5), says("home", "Berlin", 1)]);
    expect(spans(facts)).toEqual(["Berlin 1–5", "Lisbon 5–"]);
  });

  it("keeps a value that was stated before and after another one that arrives late", () => {
    const facts = learned([says("home", "Berlin", 1), says("home", "Berlin", 9), says("home", "Rome", 5)]);
    expect(current(facts)).toEqual(["home: Berlin"]);
    expect(spans(facts)).toContain("Rome 5–5");
  });

  it("closes only the value that has ended", () => {
    const facts = learned([
      says("likes", "coffee", 1),
      says("likes", "tea", 1),
      says("likes", "coffee", 4, true),
    ]);
    expect(current(facts)).toEqual(["likes: tea"]);
  });

  it("applies an ending that arrives before the beginning", () => {
    expect(current(learned([says("home", "Berlin", 4, true), says("home", "Berlin", 1)]))).toEqual([]);
  });

  it("does not close the current value when another one ends", () => {
    expect(current(learned([says("home", "Lisbon", 2), says("home", "Berlin", 4, true)]))).toEqual([
      "home: Lisbon",
    ]);
  });

  it("ends a like when the same thing is disliked", () => {
    expect(current(learned([says("likes", "coffee", 1), says("dislikes", "coffee", 4)]))).toEqual([
      "dislikes: coffee",
    ]);
  });

  it("applies endings before beginnings of the same exchange", () => {
    const [left, joined] = [says("work_employer", "Acme", 3, true), says("work_employer", "Initech", 3)];
    const facts = learned([
      says("work_employer", "Acme", 1),
      { at: day(3), candidates: [...joined.candidates, ...left.candidates] },
    ]);
    expect(current(facts)).toEqual(["work_employer: Initech"]);
  });

  it("keeps the end date of a plan", () => {
    const plan = says("plan", "fly to Rome on 2024-01-09", 2);
    const facts = learned([
      { ...plan, candidates: plan.candidates.map((c) => ({ ...c, validTo: day(10) })) },
    ]);
    expect(spans(facts)).toEqual(["fly to Rome on 2024-01-09 2–10"]);
  });
});

describe("a corrected fact", () => {
  const corrected: StoredFact[] = [
    { ...stored("home", "Berlin", 1), validTo: day(5) },
    { ...stored("home", "Bern", 5), correction: { at: day(5), insteadOf: "Berlin" } },
  ];

  it("stays when an exchange from before the correction arrives, or arrives again", () => {
    expect(current(learned([says("home", "Berlin", 1), says("home", "Oslo", 4)], corrected))).toEqual([
      "home: Bern",
    ]);
  });

  it("stays when the former value is stated again later", () => {
    expect(current(learned([says("home", "berlin", 9)], corrected))).toEqual(["home: Bern"]);
  });

  it("is replaced by another value that is stated later", () => {
    expect(current(learned([says("home", "Oslo", 9)], corrected))).toEqual(["home: Oslo"]);
  });

  it("keeps only its former value out of a many-valued attribute", () => {
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

describe("exchanges in any order", () => {
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

  it("give the same current values", () => {
    fc.assert(
      fc.property(shuffled, ([said, arrived]) => {
        expect(current(learned(arrived))).toEqual(current(learned(said)));
      }),
      { numRuns: 3_000 },
    );
  });

  it("give the same current values when a like, its end and a dislike have the same time", () => {
    const [earlier, liked] = [says("likes", "tea", 2), says("likes", "tea", 4)];
    const [ended, disliked] = [says("likes", "tea", 4, true), says("dislikes", "tea", 4)];
    const inOrder = current(learned([earlier, liked, ended, disliked]));
    expect(current(learned([ended, liked, disliked, earlier]))).toEqual(inOrder);
    expect(current(learned([disliked, liked, ended, earlier]))).toEqual(inOrder);
  });

  it("never give a single-valued attribute two values at a time", () => {
    fc.assert(
      fc.property(history, (said) => {
        const facts = learned(said).filter(({ attribute, negated }) => attribute === "home" && !negated);
        for (const [i, one] of facts.entries())
          for (const other of facts.slice(i + 1)) expect(overlap(one, other)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it("change no current value when ingested again", () => {
    fc.assert(
      fc.property(shuffled, ([said, again]) => {
        const once = learned(said);
        expect(current(learned(again, once))).toEqual(current(once));
      }),
      { numRuns: 3_000 },
    );
  });

  it("change nothing when ingested again after an ingest in order of time", () => {
    fc.assert(
      fc.property(shuffled, ([said, again]) => {
        const once = learned(said.toSorted((a, b) => a.at.getTime() - b.at.getTime()));
        expect(learned(again, once)).toEqual(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never extend the validity of a closed fact or move its beginning", () => {
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
