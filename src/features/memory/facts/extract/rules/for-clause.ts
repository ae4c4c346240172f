import { CHANGES } from "./changes.ts";
import { EMPLOYERS } from "./employers.ts";
import { FAMILY } from "./family.ts";
import { HEALTH } from "./health.ts";
import { IDENTITY } from "./identity.ts";
import { INTENTIONS } from "./intentions.ts";
import { PLACES } from "./places.ts";
import type { Rule } from "./rule.ts";
import { TASTES } from "./tastes.ts";
import { WORK } from "./work.ts";

const RULES: Rule[] = [
  ...IDENTITY,
  ...PLACES,
  ...EMPLOYERS,
  ...CHANGES,
  ...WORK,
  ...FAMILY,
  ...HEALTH,
  ...TASTES,
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
