import { Confidence } from "../../fact.ts";
import { PETS, POSSESSIONS, RELATION_NAMES, RELATIVES } from "../lexicon.ts";
import { count, lower, personName, personNames, thing, verbatim } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const NUMBER = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten";
const relation = ({ of = "" }: Record<string, string>) =>
  `relation:${(RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase()).replace(/[ -]/g, "_")}`;
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;

/** Family, friends, pets and belongings. */
export const FAMILY: Rule[] = [
  {
    pattern: new RegExp(
      `^My (?:(?:new|old|little|older|younger|big) )*(?<of>${RELATIVES})(?:'s| is| are|s are|s'| is) (?:name is (?:spelled |spelt )?|names are |called |named )(?<value>.+)`,
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
    pattern: /^My parents(?:['’] names)? are (?:called )?(?<value>\p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+)$/u,
    attribute: "relation:parent",
    shape: personNames,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:little |older |younger |big |dear |lovely )*(?<of>${RELATIVES}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,| (?!and\\b|died|passed|was\\b|used\\b)\\p{Ll})`,
      "u",
    ),
    attribute: relation,
    shape: personName,
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
    pattern: new RegExp(`^My (?<of>${RELATIVES}) is (?<value>(?:\\p{Lu}\\. ?)+\\p{Lu}[\\p{L}'-]+)$`, "u"),
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
      `^I have (?<value>(?:an?|${NUMBER}) (?:(?:little|older|younger|big|twin) )*(?:sister|brother|sibling)s?)\\b`,
      "i",
    ),
    attribute: "siblings",
    shape: verbatim,
    confidence: stated,
    value: (value) => value.toLowerCase().replace(/^an? /, "one "),
  },
  {
    pattern:
      /^I am (?:(?:happily|newly|recently) )?(?<value>married|divorced|engaged|single|widowed|separated)(?=$|,| (?:to|and|with|for|since|now|but|again)\b)/i,
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
    pattern: /^I have been (?<value>married)(?= (?:for|to|since))/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^My (?:\\w+ )?(?<of>${PETS})(?:'s name)? is (?:called |named )?(?<value>\\p{Lu}\\p{L}+)(?=$|,| and\\b)`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: explicit,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^My (?:(?:dear|beloved|old|sweet|poor|little) )*(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+),? (?:just |sadly |recently )?(?:has |have )?(?:died|passed|is gone|was put (?:down|to sleep)|crossed the rainbow)\\b`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    ends: ["was"],
    value: pet,
  },
  {
    pattern: new RegExp(
      `^(?:My (?<value>${PETS}) (?:just |sadly |recently )?(?:has )?(?:died|passed away|was put (?:down|to sleep))|I had to (?:put|have) my (?<value>${PETS}) (?:down|put down|to sleep))\\b`,
      "i",
    ),
    attribute: "pet",
    shape: lower,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern: new RegExp(
      `^My (?:\\w+ )?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,| (?!died|passed|was\\b|used\\b)\\p{Ll})`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|adopted|got|just got|bought|own)(?: (?:an?|my|one|\\d+|two|three))?(?: [\\p{L}-]+){0,3}? (?<of>${PETS})s?,? (?:called|named) (?<value>\\p{L}+)`,
      "iu",
    ),
    attribute: "pet",
    shape: personName,
    confidence: explicit,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|(?:just |have )?adopted|just got|own) (?:an? (?:(?:new|little|rescue|small|big|cute|black|white|old|\\p{Ll}+) )?|two |three |\\d )(?<value>${PETS})s?(?=$|,| (?:and|from|at|who|that|which|last|now|yesterday|this|with)\\b)`,
      "iu",
    ),
    attribute: "pet",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: new RegExp(
      `^(?!I drive .{1,30} for \\p{Lu})I (?:own|run|own and run|have|drive|bought|just bought|have (?:just )?bought|just got) (?:an? |my (?:own )?|our )(?<value>(?:[\\p{L}\\p{N}-]+ ){0,2}?${POSSESSIONS}|(?:Tesla|Toyota|Honda|Volvo|BMW|Ford|Audi|Volkswagen|VW|Subaru|Mazda|Fiat|Prius|Jeep|Porsche)(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}]*){0,2})(?=$|[,.]| (?:and|in|with|from|that|which|last|to|for|near|downtown|by)\\b)`,
      "iu",
    ),
    attribute: "owns",
    shape: thing,
    confidence: implied,
    ends: PAST_END,
  },
];
