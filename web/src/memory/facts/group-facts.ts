import type { Fact } from "./every-fact.ts";

/** The facts about one attribute of a subject, such as where they live. */
export interface FactGroup {
  attribute: string;
  /** Current values, newest first. */
  current: Fact[];
  /** Former values, latest first. */
  former: Fact[];
}

/** Groups facts by subject, the person first, and by attribute. Attributes with a current value come first. */
export function groupFacts(
  facts: readonly Fact[],
  now = Date.now(),
): { subject: string; groups: FactGroup[] }[] {
  const bySubject = Map.groupBy(facts, ({ subject }) => subject);
  const subjects = [...bySubject].map(([subject, about]) => ({
    subject,
    groups: [...Map.groupBy(about, ({ attribute }) => attribute)]
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

/** "work_employer" → "work employer", "relation:wife" → "relation: wife". */
export const attributeName = (attribute: string): string => attribute.replaceAll("_", " ").replace(":", ": ");
