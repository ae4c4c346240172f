import type { Fact } from "./every-fact.ts";

/** What is known of one matter of somebody: where they live, say. */
export interface Matter {
  attribute: string;
  /** What holds now, the newest first. */
  current: Fact[];
  /** What held before, the latest first. */
  former: Fact[];
}

/** Facts by whom they are about, the person themselves first, and by matter. What holds stands before what held. */
export function mattersOf(
  facts: readonly Fact[],
  now = Date.now(),
): { subject: string; matters: Matter[] }[] {
  const bySubject = Map.groupBy(facts, ({ subject }) => subject);
  const subjects = [...bySubject].map(([subject, about]) => ({
    subject,
    matters: [...Map.groupBy(about, ({ attribute }) => attribute)]
      .map(([attribute, versions]) => ({
        attribute,
        current: versions.filter((fact) => holds(fact, now)).toReversed(),
        former: versions.filter((fact) => !holds(fact, now)).toReversed(),
      }))
      .toSorted((a, b) => Number(b.current.length > 0) - Number(a.current.length > 0)),
  }));
  return subjects.toSorted((a, b) => Number(b.subject === "user") - Number(a.subject === "user"));
}

const holds = ({ valid_to: end }: Fact, now: number): boolean => end === null || Date.parse(end) > now;

/** "work_employer" and "relation:wife" as people say them. */
export const attributeName = (attribute: string): string => attribute.replaceAll("_", " ").replace(":", ": ");
