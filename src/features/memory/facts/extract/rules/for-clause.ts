import { CHANGES } from "./changes.ts";
import { EMPLOYERS } from "./employers.ts";
import { FAMILY } from "./family.ts";
import { FOODS } from "./food.ts";
import { HEALTH } from "./health.ts";
import { IDENTITY } from "./identity.ts";
import { INTENTIONS } from "./intentions.ts";
import { PETS_AND_THINGS } from "./pets.ts";
import { PLACES } from "./places.ts";
import type { Rule } from "./rule.ts";
import { STUDY } from "./study.ts";
import { TASTES } from "./tastes.ts";
import { WORK } from "./work.ts";
import { WORKPLACES } from "./workplaces.ts";

/** All kinds of sentences. If two read the same attribute from a clause, the first one counts. */
const RULES: readonly Rule[] = [
  ...IDENTITY,
  ...PLACES,
  ...EMPLOYERS,
  ...CHANGES,
  ...WORK,
  ...WORKPLACES,
  ...STUDY,
  ...FAMILY,
  ...PETS_AND_THINGS,
  ...HEALTH,
  ...TASTES,
  ...FOODS,
  ...INTENTIONS,
];

/** The rules that can match a clause. Most of them begin with "I" or "My", as most clauses do. */
export function rulesFor(text: string): readonly Rule[] {
  if (/^I /i.test(text)) return RULES_OF_I;
  return /^My /i.test(text) ? RULES_OF_MY : RULES_OF_OTHERS;
}

const begins = (rule: Rule, word: string) => rule.pattern.source.startsWith(`^${word} `);
const RULES_OF_I = RULES.filter((rule) => !begins(rule, "My"));
const RULES_OF_MY = RULES.filter((rule) => !begins(rule, "I"));
const RULES_OF_OTHERS = RULES.filter((rule) => !begins(rule, "I") && !begins(rule, "My"));
