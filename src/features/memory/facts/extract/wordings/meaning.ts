import { indexed } from "../pattern-index.ts";
import { BODY_WORDINGS } from "./body.ts";
import { LIFE_WORDINGS } from "./life.ts";
import { PEOPLE_WORDINGS } from "./people.ts";
import { TASTE_WORDINGS } from "./tastes.ts";
import type { Wording } from "./wording.ts";
import { WORK_WORDINGS } from "./work.ts";

/** All forms of clauses that mean what a rule reads in other words. */
export const WORDINGS: readonly Wording[] = [
  ...WORK_WORDINGS,
  ...LIFE_WORDINGS,
  ...BODY_WORDINGS,
  ...TASTE_WORDINGS,
  ...PEOPLE_WORDINGS,
];

const wordingsIn = indexed(WORDINGS, ([form]) => form);

/** A clause in the words that rules read: "Pennywhistle Toys pays my bills" → I work at Pennywhistle Toys. */
export function meant(clause: string): string {
  let said = clause;
  for (const [form, meaning] of wordingsIn(clause)) said = said.replace(form, meaning);
  return said;
}
