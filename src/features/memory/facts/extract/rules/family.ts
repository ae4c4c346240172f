import { Confidence } from "../../fact.ts";
import { DEMONYMS, RELATION_NAMES, RELATIVES } from "../lexicon.ts";
import { count, lower, personName, personNames } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated } = Confidence;
const NUMBER = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten";
// "I heard from my boss Monday"
const NO_NAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Halloween|Thanksgiving";
const SIBLINGS = `(?:an?|${NUMBER}) (?:(?:little|older|younger|big|twin) )*(?:sister|brother|sibling)s?`;
const relation = ({ of = "" }: Record<string, string>) =>
  `relation:${(RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase()).replace(/[ -]/g, "_")}`;

/** Family and friends. */
export const FAMILY: Rule[] = [
  {
    pattern: new RegExp(
      `^My (?:(?:new|old|little|older|younger|big|kid) )*(?<of>${RELATIVES})(?:'s| is| are|s are|s'| is) (?:name is (?:spelled |spelt )?|names are |called |named )(?<value>.+)`,
      "i",
    ),
    attribute: relation,
    shape: personNames,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^I (?:have|had) (?:an? |one )?(?:little |older |younger |big |\\d+[- ]year[- ]old )*(?<of>${RELATIVES}) (?:called|named) (?<value>.+)`,
      "i",
    ),
    attribute: relation,
    shape: personName,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^I have (?:an?|one) (?:(?:little|older|younger|big) )*(?<of>${RELATIVES}), (?<value>\\p{Lu}\\p{Ll}+)(?=$|,)`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern:
      /^My parents(?:(?:['’] names)? are (?:called )?|,? )(?<value>\p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+)(?=$|,? \p{Ll})/u,
    attribute: "relation:parent",
    shape: personNames,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:little |older |younger |big |dear |lovely )*(?<of>${RELATIVES}),? (?!(?:${DEMONYMS}|${NO_NAME})\\b)(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?(?<value>(?:(?:\\p{Lu}\\. ?)+\\p{Lu}[\\p{L}'-]+|\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?))(?=$|,| (?!and\\b|died|passed|was\\b|used\\b)\\p{Ll})`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:little |older |younger |big |adult )*(?<of>${RELATIVES})s,? (?<value>\\p{Lu}\\p{Ll}+(?:(?:, |,? and )\\p{Lu}\\p{Ll}+){1,4})(?=$|,| \\p{Ll})`,
      "u",
    ),
    attribute: relation,
    shape: personNames,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^(?<value>\\p{Lu}\\p{Ll}+) is my (?:little |older |younger |big )*(?<of>${RELATIVES})\\b`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?<of>${RELATIVES}) is (?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?(?<value>(?:\\p{Lu}\\. ?)+\\p{Lu}[\\p{L}'-]+)$`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:am|have been) (?:(?:happily|now|recently) )?married to (?<value>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)(?=$|,| (?:and|since|for|from)\b)/u,
    attribute: "relation:spouse",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(`^I have (?<value>${NUMBER}) (?:\\w+ )?(?:kids|children)\\b`, "i"),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I am an? (?:(?:single|proud|busy|stay-at-home|working) )*(?:mother|father|mom|mum|dad|parent) of (?<value>${NUMBER})\\b`,
      "i",
    ),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I have (?:${NUMBER}) (?:(?:little|older|younger|big|adult|grown) )*(?<of>${RELATIVES})s(?:,|:| called| named) (?<value>\\p{Lu}\\p{Ll}+(?:(?:, |,? and )\\p{Lu}\\p{Ll}+){1,4})(?=$|,)`,
      "u",
    ),
    attribute: relation,
    shape: personNames,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `\\b(?:for|with|to|from|of|about|at|by|than|like|without) (?:my|our) (?:little |older |younger |big )?(?<of>${RELATIVES}) (?!${NO_NAME})(?<value>\\p{Lu}\\p{Ll}+)(?=$|[,.?!]| (?!and\\b)\\p{Ll})`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(`\\b(?:my|our) (?<value>${NUMBER}) (?:\\p{Ll}+ )?(?:kids|children)\\b`, "iu"),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(`^I have (?<value>${SIBLINGS}(?:(?:,| and) ${SIBLINGS})?)\\b`, "i"),
    attribute: "siblings",
    shape: (raw) => raw.split(/ and |,/),
    confidence: stated,
    value: (value) => value.trim().toLowerCase().replace(/^an? /, "one "),
  },
  {
    pattern: /^I am an? (?<value>widow|widower)\b/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
    value: () => "widowed",
  },
  {
    pattern:
      /^I am (?:(?:happily|newly|recently) )?(?<value>married|divorced|engaged|single|widowed|separated)(?=$|,| (?:and|with|for|since|now|but|again)\b| to (?!my (?:job|work|career|phone|laptop|desk|computer|couch|bed)\b))/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have )?(?:just )?(?:got|gotten) (?<value>married|divorced|engaged)\b/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: /^I (?:have )?(?:just |finally )?(?<value>tied the knot|got hitched)\b/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
    value: () => "married",
  },
  {
    pattern: /^I have been (?<value>married)(?= (?:for|to|since))/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
  },
];
