import { Confidence } from "../../fact.ts";
import { PETS, POSSESSIONS, RELATION_NAMES, RELATIVES } from "../lexicon.ts";
import { count, lower, personName, personNames, thing, verbatim } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const NUMBER = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten";
const relation = ({ of = "" }: Record<string, string>) =>
  `relation:${(RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase()).replace(/[ -]/g, "_")}`;
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;

/** Family, friends, pets, health and belongings. */
export const FAMILY: Rule[] = [
  {
    pattern: new RegExp(
      `^My (?<of>${RELATIVES})(?:'s| is| are|s are|s'| is) (?:name is |names are |called |named )(?<value>.+)`,
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
      /^I am (?:(?:happily|newly|recently) )?(?<value>married|divorced|engaged|single|widowed|separated)(?=$|,| (?:to|and|with|for|since|now|but)\b)/i,
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
    pattern: /^I am (?:severely |very |deathly |slightly |mildly )?allergic to (?<value>.+)/i,
    attribute: "allergy",
    shape: allThings,
    confidence: explicit,
    ends: PAST_END,
  },
  {
    pattern: /^I have (?:an?|a severe|a bad|a mild) (?<value>[\p{L} ]{3,25}?) (?:allergy|intolerance)\b/iu,
    attribute: "allergy",
    shape: lower,
    confidence: explicit,
  },
  {
    pattern: /^I am (?<value>lactose|gluten)[- ]intolerant\b/i,
    attribute: "allergy",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:have|suffer from|was (?:recently )?diagnosed with|have been diagnosed with|live with) (?:(?:chronic|severe|mild|terrible) ){0,2}(?<value>(?:type [12] )?(?:diabetes|asthma|adhd|add|anxiety|depression|epilepsy|arthritis|migraines?|insomnia|hypertension|high blood pressure|celiac(?: disease)?|coeliac(?: disease)?|crohn's(?: disease)?|ibs|eczema|psoriasis|endometriosis|fibromyalgia|dyslexia|autism|ms|multiple sclerosis|cancer|lupus|scoliosis|tinnitus|sleep apnea|hay fever|ptsd|ocd|a heart condition|back pain|hypothyroidism))\b/i,
    attribute: "health",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I am (?<value>diabetic|asthmatic|dyslexic|epileptic|autistic|colou?r-?blind|deaf|blind|pregnant|left-handed)(?=$|,| (?:and|in|but|so|with)\b)/i,
    attribute: "health",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: new RegExp(
      `^I (?:own|have|drive|bought|just bought|have (?:just )?bought|just got) (?:an? |my (?:own )?|our )(?<value>(?:[\\p{L}\\p{N}-]+ ){0,2}?${POSSESSIONS}|(?:Tesla|Toyota|Honda|Volvo|BMW|Ford|Audi|Volkswagen|VW|Subaru|Mazda|Fiat|Prius|Jeep|Porsche)(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}]*){0,2})(?=$|[,.]| (?:and|in|with|from|that|which|last|to|for|near|downtown|by)\\b)`,
      "iu",
    ),
    attribute: "owns",
    shape: thing,
    confidence: implied,
    ends: PAST_END,
  },
];

function allThings(raw: string): string[] {
  return raw.split(/\s*,\s*(?:and |or )?|\s+(?:and|or)\s+/).flatMap(thing);
}
