import { Confidence } from "../../fact.ts";
import { PETS } from "../lexicon.ts";
import { lower, personName, place, role, thing, verbatim } from "../values.ts";
import { company, NAME } from "./employers.ts";
import { isNoTown } from "./no-town.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const LET_GO = "(?:made redundant|let go|laid off|fired|dismissed)";
const ended = { ends: ["was"] as Rule["ends"] };
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;

/** What ended or began, in words that do not name the state: "they let me go", "we gave our rabbit away". */
export const CHANGES: Rule[] = [
  employer(`^I (?:have )?(?:just )?walked out of (?<value>${NAME})`, { ...ended, shape: company }),
  employer(
    `^(?!(?:They|He|She|It|You|We|Who)\\b)(?<value>${NAME}) (?:let me go|laid me off|fired me|made me redundant)\\b`,
    ended,
  ),
  employer(`^They (?:let me go|laid me off|fired me) (?:from|at) (?<value>${NAME})`, ended),
  employer(`^I (?:was|got|have been) ${LET_GO} (?:by|from) (?<value>${NAME})`, ended),
  employer(`^I am with (?<value>${NAME})$`, { ends: ["no longer"], shape: company }),
  employer(`^I (?:got|was|have been) (?:just |recently )?hired (?:by|at) (?<value>${NAME})`),
  employer(
    `^I (?:drive|fly|deliver|write|consult|cook|clean|have been (?:driving|flying|delivering|writing|consulting|cooking|cleaning))(?: an? \\p{L}+| trucks| vans| lorries| parcels| buses)? for (?<value>${NAME})`,
    {
      shape: company,
    },
  ),
  {
    pattern: new RegExp(`^I (?:got|was|have been) hired (?:(?:by|at) ${NAME} )?as (?<value>an? .+)`, "u"),
    attribute: "work_role",
    shape: role,
    confidence: stated,
  },
  {
    pattern: /^I have been (?<value>an? .+?) (?:for|since)\b/u,
    attribute: "work_role",
    shape: role,
    confidence: stated,
  },
  {
    pattern:
      /^I am (?:the )?(?<value>(?:team|shift|squad|group|crew) lead(?:er)?|(?:department|deputy) head)\b/i,
    attribute: "work_role",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I am an? (?:(?:first|second|third|fourth|final|last)[- ]year )?(?!(?:high|college|university|graduate|phd|exchange|good|bad|new|former)\b)(?<value>[\p{L} ]{3,25}?) student\b/iu,
    attribute: "study",
    shape: thing,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:moved|relocated)(?: back)?(?: out of| away from) (?<value>\p{Lu}[\p{L}' -]{1,30}?)(?=$|,| (?:to|last|this|in|on|after|and|two|three|a|yesterday)\b)/u,
    attribute: "home",
    shape: (raw) => place(raw).filter((name) => !isNoTown(name)),
    confidence: implied,
    ...ended,
  },
  {
    pattern:
      /^I (?:have )?(?:outgrew|outgrown|grew out of|got over) my (?<value>[\p{L} ]{3,25}?) (?:allergy|intolerance)\b/iu,
    attribute: "allergy",
    shape: lower,
    confidence: explicit,
    ...ended,
  },
  {
    pattern: new RegExp(
      `^I (?:had to (?:put|have|give)|gave) (?:my|our) (?:\\p{Ll}+ ){0,2}?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+),? (?:down|put down|to sleep|away|up)\\b`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    ...ended,
    value: pet,
  },
  {
    pattern:
      /^I (?:have )?(?:gave up|given up|stopped) being (?:an? )?(?<value>vegan|vegetarian|pescatarian)\b/i,
    attribute: "diet",
    shape: lower,
    confidence: stated,
    ...ended,
  },
  {
    pattern: /^I have (?<value>(?:any )?(?:kids|children)(?: of my own| yet)?)(?=$|,| (?:and|but|or|so)\b)/i,
    denied: "children",
    shape: verbatim,
    confidence: stated,
    value: () => "none",
  },
  {
    pattern: /^I am (?<value>an only child)\b/i,
    attribute: "siblings",
    shape: verbatim,
    confidence: explicit,
    value: () => "none",
  },
  {
    pattern: /^This is (?<value>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?) (?:speaking|here|from (?:the |\p{Lu}).*)$/u,
    attribute: "name",
    shape: personName,
    confidence: stated,
  },
];

function employer(pattern: string, more: Partial<Pick<Rule, "ends" | "shape">> = {}): Rule {
  return {
    pattern: new RegExp(pattern, "u"),
    attribute: "work_employer",
    shape: verbatim,
    confidence: stated,
    ...more,
  };
}
