import { indexed } from "../pattern-index.ts";
import { ANIMALS } from "./animals.ts";
import { BIRTH } from "./birth.ts";
import { CHANGES } from "./changes.ts";
import { CONDITIONS } from "./conditions.ts";
import { EMPLOYERS } from "./employers.ts";
import { FAMILY } from "./family.ts";
import { FOODS } from "./food.ts";
import { HEALTH } from "./health.ts";
import { HOMES } from "./homes.ts";
import { IDENTITY } from "./identity.ts";
import { INTENTIONS } from "./intentions.ts";
import { LEANINGS } from "./leanings.ts";
import { PASTIMES } from "./pastimes.ts";
import { PETS_AND_THINGS } from "./pets.ts";
import { PLACES } from "./places.ts";
import { POSITIONS } from "./positions.ts";
import { RELATIONS } from "./relatives.ts";
import type { Rule } from "./rule.ts";
import { STUDY } from "./study.ts";
import { TASTES } from "./tastes.ts";
import { WORK } from "./work.ts";
import { WORKPLACES } from "./workplaces.ts";

/** All kinds of sentences. If two read the same attribute from a clause, the first one counts. */
export const RULES: readonly Rule[] = [
  ...IDENTITY,
  ...BIRTH,
  ...PLACES,
  ...HOMES,
  ...EMPLOYERS,
  ...CHANGES,
  ...WORK,
  ...WORKPLACES,
  ...POSITIONS,
  ...STUDY,
  ...FAMILY,
  ...RELATIONS,
  ...ANIMALS,
  ...PETS_AND_THINGS,
  ...HEALTH,
  ...CONDITIONS,
  ...PASTIMES,
  ...TASTES,
  ...LEANINGS,
  ...FOODS,
  ...INTENTIONS,
];

/**
 * The rules that can match a clause, by its words. Most of them begin with "I" or "My", as most clauses do, and many read a name,
 * which a clause without a capital after its first letter does not have.
 */
export function rulesFor(text: string): readonly Rule[] {
  const rules = /^I /i.test(text) ? OF_I : /^My /i.test(text) ? OF_MY : OF_OTHERS;
  const found = rules(text);
  return rules === OF_OTHERS || /.\p{Lu}/u.test(text) ? found : found.filter((rule) => !READ_NAMES.has(rule));
}

const begins = (rule: Rule, word: string) => rule.pattern.source.startsWith(`^${word} `);
const readsName = ({ pattern }: Rule) =>
  !pattern.flags.includes("i") && /(?<!\^)\(\?<value>(?:\(\?:)*\\p\{Lu\}/.test(pattern.source);
const READ_NAMES = new Set(RULES.filter(readsName));
const byWords = (rules: readonly Rule[]) => indexed(rules, ({ pattern }) => pattern);
const OF_I = byWords(RULES.filter((rule) => !begins(rule, "My")));
const OF_MY = byWords(RULES.filter((rule) => !begins(rule, "I")));
const OF_OTHERS = byWords(RULES.filter((rule) => !begins(rule, "I") && !begins(rule, "My")));
