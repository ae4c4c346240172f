import { isPlaceName } from "./places/known.ts";
import { role } from "./values.ts";

const AGED =
  /^(?:(?<age>[1-9]\d) ?(?:[mf]|yo|y\/o|yrs?(?: old)?|years old|male|female|yo [mf])|[mf] ?\/? ?(?<after>[1-9]\d))$/i;
const BARE_AGE = /^(?<age>[1-9]\d)$/;
const HERE = /^(?<what>.+?)(?: in (?<place>\p{Lu}.+?))? here$/u;
const NUMBER = "(?:one|two|three|four|five|an?|\\d)";
const STATE =
  /^(?:(?:happily |recently |newly )?(?:married|divorced|single|widowed|separated|engaged)|retired|unemployed|self-employed|vegan|vegetarian|pescatarian|lactose intolerant|coeliac|celiac|(?:type [12] )?diabetic|asthmatic|dyslexic|autistic|pregnant|left-handed|deaf|blind|allergic to .+)$/i;
const CONDITION =
  /^(?:insomnia|asthma|adhd|anxiety|depression|ibs|pcos|migraines?|epilepsy|eczema|psoriasis|arthritis|hypertension|high blood pressure|diabetes|type [12] diabetes|endometriosis|fibromyalgia|hypothyroidism|sleep apn(?:o)?ea|celiac disease|coeliac disease|crohn['’]s)$/i;
const HAVING = new RegExp(
  `^${NUMBER} (?:kids?|children|cats?|dogs?|rabbits?|sons?|daughters?|boys|girls)$`,
  "i",
);

/** "24F, Manila, call centre agent" → I am 24 years old; I live in Manila; I am a call centre agent. Undefined for all else. */
export function fromShortNote(sentence: string): string | undefined {
  if (!STARTS.test(sentence)) return undefined;
  const items = sentence
    .replace(GREETING, "")
    .replace(/[.!?]+$/, "")
    .split(/\s*,\s*(?:and )?|\s+[|/•·]\s+/u);
  if (items.length < 2 || items.length > 8) return undefined;
  const first = items[0] ?? "";
  const isNote = AGED.test(first) || HERE.test(first);
  const read = items.map((item) => statementOf(item));
  const known = read.filter((one) => one !== undefined).length;
  // A bare number may begin anything: "27, 28 and 29 are free".
  const enough = isNote ? known >= 2 : BARE_AGE.test(first) && known === items.length && known >= 3;
  return enough ? read.filter((one) => one !== undefined).join("; ") : undefined;
}

const GREETING = /^(?:(?:hi|hello|hey|hiya|about me|me|so|ok|background|context)[,:! ]+)+/i;
const STARTS =
  /^(?:(?:hi|hello|hey|hiya|about me|me|so|ok|background|context)[,:! ]+)*(?:[1-9]\d ?(?:[mf]|yo|y\/o|yrs?|years old|male|female)?,|[mf] ?\/? ?[1-9]\d,|[^,]{3,50} here,)/i;

function statementOf(item: string): string | undefined {
  const age = AGED.exec(item)?.groups ?? BARE_AGE.exec(item)?.groups;
  if (age) return `I am ${age.age ?? age.after} years old`;
  const { what, place } = HERE.exec(item)?.groups ?? {};
  if (what === undefined) return homeIn(item) ?? stateIn(item) ?? asRole(item);
  const said = asRole(what) ?? (STATE.test(what) ? `I am ${what}` : undefined);
  return said && place && isPlaceName(place) ? `${said}; I live in ${place}` : said;
}

function homeIn(item: string): string | undefined {
  const town = /^(?:living |based |currently |now |live )*(?:in|near) (\p{Lu}.+)$/u.exec(item)?.[1] ?? item;
  return /^\p{Lu}/u.test(town) && isPlaceName(town) ? `I live in ${town}` : undefined;
}

function stateIn(item: string): string | undefined {
  if (/^(?:originally )?from \p{Lu}/u.test(item)) return `I am ${item}`;
  if (STATE.test(item)) return `I am ${item.charAt(0).toLowerCase()}${item.slice(1)}`;
  return CONDITION.test(item) || HAVING.test(item) ? `I have ${item.toLowerCase()}` : undefined;
}

function asRole(text: string): string | undefined {
  const named = text.replace(/^(?:an? )/i, "");
  const said = named === named.toUpperCase() ? named : `${named.charAt(0).toLowerCase()}${named.slice(1)}`;
  const selfEmployed = said.replace(/^(?:self-employed|freelance|retired|full-time|part-time) /, "");
  return role(selfEmployed).length > 0 ? `I am a ${said}` : undefined;
}
