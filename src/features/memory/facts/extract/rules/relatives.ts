import { Confidence } from "../../fact.ts";
import { RELATION_NAMES, RELATIVES } from "../lexicon.ts";
import { count, personName, personNames, verbatim } from "../values.ts";
import { isBrand } from "./employers.ts";
import { unlessDemonym } from "./identity.ts";
import type { Rule } from "./rule.ts";

const { stated } = Confidence;
const NAMES = "\\p{Lu}\\p{Ll}+(?:(?:, |,? and )\\p{Lu}\\p{Ll}+){1,4}";
const NUMBER = "\\d{1,2}|two|three|four|five|six|seven";
const relation = ({ of = "" }: Record<string, string>) =>
  `relation:${(RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase()).replace(/[ -]/g, "_")}`;

const YOUNG =
  "(?:toddler|newborn|teenager|preschooler|(?:one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})[- ](?:year|month|week)[- ]old)";

/** Family in other words: lists of children, partners told by what one does with them. */
export const RELATIONS: Rule[] = [
  {
    pattern: new RegExp(
      `^My (?:two |three |four )?(?:kids|children)(?: are|,|:| are called| are named|'s names are)? (?<value>${NAMES})(?=$|,| \\p{Ll})`,
      "u",
    ),
    attribute: "relation:child",
    shape: names,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:two |three |four |twin |little |older |younger )*(?<of>${RELATIVES})s are (?:called |named )?(?<value>${NAMES})(?=$|,)`,
      "u",
    ),
    attribute: relation,
    shape: names,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:new |little |older |younger |big )*(?<of>${RELATIVES}) is (?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?(?<value>\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?)$`,
      "u",
    ),
    attribute: relation,
    shape: (raw) =>
      /\b(?:Inc|Ltd|Street|University|Team|Day)\b/.test(raw) || isBrand(raw) ? [] : unlessDemonym(raw),
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `\\b(?:with|by|to|from|for) (?:my|our) (?:little |older |younger |big )*(?<of>${RELATIVES}), (?<value>\\p{Lu}\\p{Ll}+)(?=$|,)`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern:
      /^I have been (?:dating|seeing|going out with) (?!Dr|Prof)(?<value>\p{Lu}\p{Ll}+)(?=$|,| (?:for|since)\b)/u,
    attribute: "relation:partner",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: /^I am (?:dating|in a relationship with) (?<value>\p{Lu}\p{Ll}+)(?=$|,| (?:now|and)\b)/u,
    attribute: "relation:partner",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: /^I have (?<value>no (?:kids|children)(?: of my own)?)(?=$|,| (?:and|but|yet)\b)/i,
    attribute: "children",
    shape: verbatim,
    confidence: stated,
    value: () => "none",
  },
  {
    pattern: /^I am (?<value>child-?free|childless)(?=$|,| (?:and|by)\b)/i,
    attribute: "children",
    shape: verbatim,
    confidence: stated,
    value: () => "none",
  },
  {
    pattern: /^I have (?<value>no (?:siblings|brothers or sisters))(?=$|,| (?:and|but)\b)/i,
    attribute: "siblings",
    shape: verbatim,
    confidence: stated,
    value: () => "none",
  },
  {
    pattern: new RegExp(
      `^I have (?<value>${NUMBER}) (?:(?:little|young|small|teenage|grown|adult|grown-up|school-age|lovely|beautiful) ){0,2}(?:boys|girls|little ones)(?=$|,(?! and))`,
      "u",
    ),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I am (?:the )?(?:an? )?(?:\\p{Ll}+ )?(?:mother|father|mom|mum|dad|parent) (?:of|to) (?<value>${NUMBER})\\b`,
      "u",
    ),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I have (?<value>an? ${YOUNG}(?:(?:,| and|, and) an? ${YOUNG}){0,3})(?=$|[,.]| (?:who|at home|so|now)\\b)`,
      "u",
    ),
    attribute: "children",
    shape: verbatim,
    confidence: stated,
    value: (said) => {
      const named = said.split(/,? and |, /);
      return named.length > 1 ? String(named.length) : said.replace(/^an? /, "");
    },
  },
  {
    pattern: /^I have (?<value>twins)(?=$|,| (?:who|at|and|aged|now)\b)/u,
    attribute: "children",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern:
      /^(?:both|all (?<of>three|four|five)) of (?:my|our) (?<value>sons|daughters|kids|children|boys|girls)\b(?!['’])/iu,
    attribute: "children",
    shape: verbatim,
    confidence: stated,
    value: (what, { of = "two" }) =>
      /^(?:kids|children)$/.test(what) ? (count(of)[0] ?? of) : `${of.toLowerCase()} ${what}`,
  },
];

/** Names of which one at least is no tool's: "My kids are Python and Ruby" is said in jest. */
function names(raw: string): string[] {
  const read = personNames(raw);
  return read.every(isBrand) ? [] : read;
}
