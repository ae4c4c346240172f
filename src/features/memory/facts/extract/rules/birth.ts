import { Confidence } from "../../fact.ts";
import { count, place, verbatim } from "../values.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const DAY_OF_YEAR = `(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?`;

/** Days that have a name, with their dates. */
const FEASTS: Record<string, string> = {
  "new year's eve": "12-31",
  "new year's day": "01-01",
  "valentine's day": "02-14",
  "st patrick's day": "03-17",
  "april fools' day": "04-01",
  halloween: "10-31",
  "christmas eve": "12-24",
  "christmas day": "12-25",
  christmas: "12-25",
  "boxing day": "12-26",
};

/** Age and birth. */
export const BIRTH: Rule[] = [
  {
    pattern: /^I am (?<value>\d{1,3})(?: years? (?:old|young)| ?(?:yo|y\/o|yrs?)(?: old)?)\b/i,
    attribute: "age",
    shape: count,
    confidence: explicit,
  },
  {
    pattern:
      /^I am (?<value>[1-9]\d)(?=$|,? (?:and not|not) \d|, (?:\d{2,3} (?:kilos?|kg|cm|pounds|lbs)|male|female|married|single|living|working)\b)/i,
    attribute: "age",
    shape: count,
    confidence: implied,
  },
  {
    pattern:
      /^I am (?:single|divorced|widowed|retired|alone|still [\p{L} ]{3,20}|unemployed|pregnant)(?: again)? at (?<value>[2-9]\d)$/iu,
    attribute: "age",
    shape: count,
    confidence: implied,
  },
  {
    pattern: /^I am an? (?<value>\d{2})[ -]years?[ -]old\b/i,
    attribute: "age",
    shape: count,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:just )?turned (?<value>[1-9]\d?)\b(?! (?:it|the|left|right|off|on(?! (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|the \d))|around)\b| (?!years\b)\p{Ll}+s\b)/iu,
    attribute: "age",
    shape: count,
    confidence: stated,
  },
  { pattern: /^My age is (?<value>\d{1,3})\b/i, attribute: "age", shape: count, confidence: explicit },
  {
    pattern: new RegExp(
      `^My (?:birthday|date of birth|birthdate) is (?:on )?(?<value>(?:${DAY_OF_YEAR})(?:,? (?:19|20)\\d\\d)?|(?:19|20)\\d\\d-\\d\\d-\\d\\d|${Object.keys(FEASTS).join("|")})\\b`,
      "i",
    ),
    attribute: "birthday",
    shape: birthday,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^I was born (?:on )?(?<value>(?:${DAY_OF_YEAR})(?:,? (?:19|20)\\d\\d)?|(?:19|20)\\d\\d-\\d\\d-\\d\\d|${Object.keys(FEASTS).join("|")})\\b`,
      "i",
    ),
    attribute: "birthday",
    shape: birthday,
    confidence: explicit,
  },
  {
    pattern: /^I was born (?:in .+ )?in (?<value>(?:19|20)\d\d)\b/i,
    attribute: "birth_year",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern: /^I was born (?:and raised )?in (?<value>.+)/i,
    attribute: "birthplace",
    shape: place,
    confidence: stated,
  },
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "5th of May 1990" → 1990-05-05; "5th of May" → 05-05. */
function birthday(raw: string): string[] {
  if (/^\d{4}-/.test(raw)) return [raw];
  const feast = FEASTS[raw.toLowerCase()];
  if (feast) return [feast];
  const day = Number(/\d{1,2}/.exec(raw)?.[0]);
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, "i").test(raw)) + 1;
  const year = /(?:19|20)\d\d/.exec(raw)?.[0];
  if (!month || day < 1 || day > 31) return [];
  const two = (n: number) => String(n).padStart(2, "0");
  return [[...(year ? [year] : []), two(month), two(day)].join("-")];
}
