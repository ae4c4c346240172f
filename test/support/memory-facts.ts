import { kindOf } from "../../src/features/memory/facts/attributes.ts";
import type { FactCandidate, StoredFact } from "../../src/features/memory/facts/fact.ts";
import { reconcile } from "../../src/features/memory/facts/reconcile.ts";

export const day = (n: number) => new Date(Date.UTC(2024, 0, n));

/** An exchange on a day in January 2024 that states one fact. */
export function says(attribute: string, value: string, at: number, negated = false): Exchange {
  return {
    at: day(at),
    candidates: [
      {
        subject: "user",
        attribute,
        value,
        text: `${attribute} ${value}`,
        confidence: 0.9,
        validFrom: day(at),
        validTo: negated ? day(at) : null,
        kind: kindOf(attribute),
        ...(negated && { negated }),
      },
    ],
  };
}

export interface Exchange {
  at: Date;
  candidates: FactCandidate[];
}

/** The stored facts after these exchanges, in order. */
export function learned(exchanges: Exchange[], facts: StoredFact[] = []): StoredFact[] {
  for (const { at, candidates } of exchanges) {
    const { insert, supersede, confirm } = reconcile(facts, candidates, at);
    for (const { factId, validTo } of supersede)
      facts = facts.map((fact) => (fact.factId === factId ? { ...fact, validTo } : fact));
    facts = facts.map((fact) =>
      confirm.includes(fact.factId) && fact.saidAt < at ? { ...fact, saidAt: at } : fact,
    );
    facts = [
      ...facts,
      ...insert.map(({ text: _, confidence: __, ...rest }, i) => ({
        ...rest,
        factId: `${facts.length + i}`,
        saidAt: at,
        correction: null,
      })),
    ];
  }
  return facts;
}

/** The facts without an end, as "attribute: value". */
export const current = (facts: StoredFact[]) =>
  facts
    .filter(({ validTo }) => validTo === null)
    .map(({ attribute, value }) => `${attribute}: ${value}`)
    .toSorted();
/** The values with their first and last days. */
export const spans = (facts: StoredFact[]) =>
  facts
    .map(
      ({ value, validFrom, validTo }) => `${value} ${validFrom.getUTCDate()}–${validTo?.getUTCDate() ?? ""}`,
    )
    .toSorted();
