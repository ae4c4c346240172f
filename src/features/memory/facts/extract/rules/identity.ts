import { Confidence } from "../../fact.ts";
import { DEMONYMS } from "../lexicon.ts";
import { count, institution, lower, personName, place, verbatim } from "../values.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const DAY_OF_YEAR = `(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?`;

/** Names, age, birth, origin and contact details. */
export const IDENTITY: Rule[] = [
  {
    pattern: /^My (?:full |real |first )?name is (?<value>.+?)(?=$| but\b)/i,
    attribute: "name",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:have )?(?:just |legally |officially )?changed my (?:first )?name (?:from \p{Lu}\p{Ll}+ )?to (?<value>\p{Lu}.+)/u,
    attribute: "name",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I am (?:Dr\.? |Prof\.? )?(?<value>(?:\p{Lu}\. ?)+\p{Lu}[\p{Ll}'-]+(?:-\p{Lu}\p{Ll}+)?)(?=$|,)/u,
    attribute: "name",
    shape: personName,
    confidence: stated,
  },
  {
    pattern: /^I am (?<value>(?:\p{Lu}\.){2,3})(?=,|$)/u,
    attribute: "name",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern: /^(?<value>\p{Lu}\p{Ll}+) here(?=$|,| from\b)/u,
    attribute: "name",
    shape: (raw) => (NO_NAME_BEFORE_HERE.test(raw) ? [] : unlessDemonym(raw)),
    confidence: implied,
  },
  { pattern: /^I am called (?<value>.+)/i, attribute: "name", shape: personName, confidence: explicit },
  // No noun says that this is a name, so it must be capitalised and end the clause.
  {
    pattern: /^I am (?<value>\p{Lu}\p{Ll}+)(?=$|, | (?:from|and|by the way)\b)/u,
    attribute: "name",
    shape: unlessDemonym,
    confidence: implied,
  },
  {
    pattern:
      /^(?:Please |Pls |You can |Just |Feel free to |everyone |everybody |people |(?:my )?friends |they )*calls? me (?!(?:when|if|back|at|on|later|tomorrow|today|by|in|for|an?|old|crazy|weird|the)\b)(?<value>[\p{L}'.-]+)(?: (?:please|for short|instead|from now on))?(?=$|,)/iu,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:go by|prefer to be called|like to be called)(?: the (?:nick)?name)? (?<value>[\p{L}'.-]+)/iu,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern: /^My nickname is (?<value>.+)/i,
    attribute: "nickname",
    shape: personName,
    confidence: explicit,
  },
  {
    pattern: /^(?:My pronouns are|I use) (?<value>(?:she|he|they|ze|xe)\s?\/\s?\p{L}+)/iu,
    attribute: "pronouns",
    shape: lower,
    confidence: explicit,
  },
  {
    pattern: /^I am (?<value>\d{1,3}) years? (?:old|young)\b/i,
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
    pattern: /^I am an? (?<value>\d{2})[ -]years?[ -]old\b/i,
    attribute: "age",
    shape: count,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:just )?turned (?<value>[1-9]\d?)\b(?! (?:it|the|left|right|off|on|around)\b| (?!years\b)\p{Ll}+s\b)/iu,
    attribute: "age",
    shape: count,
    confidence: stated,
  },
  { pattern: /^My age is (?<value>\d{1,3})\b/i, attribute: "age", shape: count, confidence: explicit },
  {
    pattern: new RegExp(
      `^My (?:birthday|date of birth|birthdate) is (?:on )?(?<value>(?:${DAY_OF_YEAR})(?:,? (?:19|20)\\d\\d)?|(?:19|20)\\d\\d-\\d\\d-\\d\\d)\\b`,
      "i",
    ),
    attribute: "birthday",
    shape: birthday,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^I was born (?:on )?(?<value>(?:${DAY_OF_YEAR}),? (?:19|20)\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d)\\b`,
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
  {
    pattern: new RegExp(`^I am (?<value>${DEMONYMS})(?=$|,| (?:and|but|by|living)\\b)`),
    attribute: "nationality",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern:
      /^(?:I (?:am|come) (?:originally )?from|I grew up in|I was raised in|My (?:hometown|home town|home country) is) (?<value>.+)/i,
    attribute: "hometown",
    shape: place,
    confidence: stated,
  },
  {
    pattern:
      /^My (?:phone|cell|mobile|telephone)(?: phone)?(?: number)? is (?<value>\+?[\d][\d ().-]{5,18}\d)/i,
    attribute: "phone",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^(?:My e-?mail(?: address)? is|(?:You can |Please |Just )*(?:reach|e-?mail|contact|write(?: to)?) me (?:at|on|under)) (?<value>[^\s@]+@[^\s@]+\.[a-z]{2,})/i,
    attribute: "email",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^(?:My time ?zone is|I am (?:in|on)(?: the)?) (?<value>(?:UTC|GMT|CES?T|[ECMP][SD]?T|BST|IST|JST|AES?T)(?:[+-]\d{1,2})?|[A-Z]\p{L}+\/[A-Z]\p{L}+)\b/u,
    attribute: "timezone",
    shape: verbatim,
    confidence: explicit,
  },
  {
    pattern:
      /^My (?:all[- ]time |absolute |personal |current )?favou?rite (?!(?:part|thing|bit|scene|moment|one|memory|way|picture|photo|line|aspect)\b)(?<of>[\p{L}-]+(?: [\p{L}-]+)?) (?:is|are|has always been|would be|would have to be) (?<value>.+)/iu,
    attribute: ({ of = "" }) => `favorite:${of.toLowerCase().replace(/[ -]/g, "_")}`,
    shape: favorite,
    confidence: explicit,
  },
  {
    pattern: /^(?<value>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*) is my favou?rite (?<of>[\p{L}-]+)$/u,
    attribute: ({ of = "" }) => `favorite:${of.toLowerCase()}`,
    shape: institution,
    confidence: stated,
  },
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "5th of May 1990" → 1990-05-05; "5th of May" → 05-05. */
function birthday(raw: string): string[] {
  if (/^\d{4}-/.test(raw)) return [raw];
  const day = Number(/\d{1,2}/.exec(raw)?.[0]);
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, "i").test(raw)) + 1;
  const year = /(?:19|20)\d\d/.exec(raw)?.[0];
  if (!month || day < 1 || day > 31) return [];
  const two = (n: number) => String(n).padStart(2, "0");
  return [[...(year ? [year] : []), two(month), two(day)].join("-")];
}

// Capitalised words after "I'm" that are not names.
const NO_NAME =
  "Catholic|Christian|Muslim|Jewish|Hindu|Buddhist|Sikh|Mormon|Protestant|Asian|African|European|Latino|Latina|Hispanic|Aries|Taurus|Gemini|Leo|Virgo|Libra|Scorpio|Sagittarius|Capricorn|Aquarius|Pisces|Okay|Sorry|Fine|Good|Great|Happy|Back|Here|Not|So|Very|Really|Sure|Tired|Hungry|Team|Gen|Batman|Superman|Groot|Spartacus|Spiderman|Home|Done|Busy|Ready|Sick|Old|Excited";

const NO_NAME_BEFORE_HERE =
  /^(?:Nothing|Everything|Everyone|Everybody|Anyone|Anybody|Someone|Somebody|Nobody|Newbie|Beginner|Over|Right|Up|Down|Out|Still|Me|Same|Just|Only|Come|Look|See|Stay|Click|Sign|New|Student|User|Weather|Life|People|Things|Winter|Summer|Spring|Autumn|Rain|Snow|Mum|Mom|Dad|Parent|Teacher|Nurse|Doctor|Developer|Designer|Engineer|Manager|Writer|Artist|Lawyer|From|In|And|But|So|It|All|We|They|You|She|He|What|Who|Was|Is|Are|Left|Read|Start|Put|Insert|Apply|Enter)$/;

function unlessDemonym(raw: string): string[] {
  return new RegExp(`^(?:${DEMONYMS}|${NO_NAME})$`).test(raw) ? [] : personName(raw);
}

function favorite(raw: string): string[] {
  const named =
    /^["']?(?<title>(?:\p{Lu}[\p{L}\p{N}'&:.-]*)(?: (?:(?:of|the|and|in|to|a|on|for|with) ){0,2}\p{Lu}[\p{L}\p{N}'&-]*)*)/u.exec(
      raw,
    )?.groups?.title;
  const plainWords =
    /^(?:an?|the|probably|definitely|my)? ?(?<words>[\p{L}\p{N}' -]+?)(?=$|[,.;:(–!]| (?:because|since|but|when|which|that|by|so|and|with|for|from|as)\b)/iu.exec(
      raw,
    )?.groups?.words;
  const found = named ?? plainWords;
  if (!found || found.split(" ").length > 6) return [];
  return /^(?:when|that|how|what|this|these|those|it|to be|of|in|the one|one|there|definitely|probably|always|so|not|all)\b/i.test(
    found,
  )
    ? []
    : [found];
}
