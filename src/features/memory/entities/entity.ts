import { valueKey } from "../facts/fact.ts";
import type { Fact } from "../facts/fact-answer.ts";

/** What a name stands for, as far as facts tell. */
export type EntityKind = "person" | "pet" | "place" | "organization";

/** A person, pet, place or organization that a user speaks of. */
export interface Entity {
  name: string;
  kind: EntityKind;
  /** What a person is to the user, like "sister". */
  relation: string | null;
  /** The facts that are about it or name it, in the order given. */
  facts: Fact[];
}

/** The attributes of facts whose values name something. Families such as "relation:wife" by their first part. */
const NAMING = new Map<string, EntityKind>([
  ["relation", "person"],
  ["pet", "pet"],
  ["home", "place"],
  ["hometown", "place"],
  ["birthplace", "place"],
  ["visited", "place"],
  ["work_employer", "organization"],
  ["school", "organization"],
  ["graduated", "organization"],
]);

/**
 * Who and what a user speaks of, those with the most facts first: the subjects of facts, and names that facts have as values. A
 * relation ("sister") and the name of the only such person are one.
 */
export function entitiesIn(facts: readonly Fact[]): Entity[] {
  const found = new Map<string, Entity>();
  const named = facts.flatMap(namedBy);
  const peopleOf = Map.groupBy(
    named.filter(({ relation }) => relation !== null),
    ({ relation }) => valueKey(relation as string),
  );
  /** The name that a subject stands for: "sister" is Anna if there is one sister. */
  const nameOf = (subject: string): string => {
    const people = new Set((peopleOf.get(valueKey(subject)) ?? []).map(({ name }) => name));
    const [only] = people;
    return people.size === 1 && only !== undefined ? only : subject;
  };
  const add = (about: Omit<Entity, "facts">, fact: Fact) => {
    const key = valueKey(about.name);
    const known = found.get(key);
    if (!known) found.set(key, { ...about, facts: [fact] });
    else {
      known.relation ??= about.relation;
      if (!known.facts.includes(fact)) known.facts.push(fact);
    }
  };
  for (const { fact, ...about } of named) add(about, fact);
  for (const fact of facts)
    if (fact.subject !== "user") add({ name: nameOf(fact.subject), kind: "person", relation: null }, fact);
  return [...found.values()].toSorted(
    (a, b) => b.facts.length - a.facts.length || a.name.localeCompare(b.name),
  );
}

/** The entity of this name, in any spelling that means the same. */
export const entityNamed = (facts: readonly Fact[], name: string): Entity | undefined =>
  entitiesIn(facts).find((entity) => valueKey(entity.name) === valueKey(name));

function namedBy(fact: Fact): (Omit<Entity, "facts"> & { fact: Fact })[] {
  const [family = "", member] = fact.attribute.split(":");
  const kind = NAMING.get(family);
  if (!kind || fact.value === "none") return [];
  const relation =
    family === "relation" && member && fact.subject === "user" ? member.replaceAll("_", " ") : null;
  // A pet is stored with what it is: "Rex (dog)".
  const name = kind === "pet" ? fact.value.replace(/ \([^)]*\)$/, "") : fact.value;
  return [{ name, kind, relation, fact }];
}
