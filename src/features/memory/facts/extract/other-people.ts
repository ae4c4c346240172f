import { RELATION_NAMES, RELATIVES } from "./lexicon.ts";

/** A statement about another person: "My sister Anna lives in Oslo" → Anna, "I live in Oslo". */
export interface AboutAnother {
  subject: string;
  text: string;
}

/** Reads "My <relation> (<name>) <verb> …". `owner` is the person whose relation it is. */
export function aboutAnother(text: string, owner: string): AboutAnother | undefined {
  const { of = "", name, verb = "", rest = "" } = RELATIVE_DOES.exec(text)?.groups ?? {};
  const inFirstPerson = VERBS[verb];
  if (!inFirstPerson) return undefined;
  const relation = RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase();
  const whose = owner === "user" ? relation : `${owner}'s ${relation}`;
  const alike = rest
    .replace(AGE, (_, age: string) => `${NUMBERS.indexOf(age) + 1 || age} years old`)
    .replace(/^(?:his|her|their) (?=(?:old )?job\b)/, "my ")
    .replace(VERB_AFTER_AND, (_, and: string, next: string) => `${and}${VERBS[next] ?? next}`);
  return { subject: name ?? whose, text: `I ${inFirstPerson} ${alike}` };
}

// "is 7", "turned three"
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const AGE = new RegExp(
  `^(\\d{1,2}|${NUMBERS.join("|")})(?: years? old)?(?=$|,| (?:and|now|today|last|this|yesterday|in (?:\\d{4}|January|February|March|April|May|June|July|August|September|October|November|December))\\b)`,
);

/** The attributes that are kept about other people. Plans and moods are not. */
export const OF_OTHERS = new Set([
  "age",
  "allergy",
  "avoids",
  "birthday",
  "birthplace",
  "diet",
  "dislikes",
  "health",
  "home",
  "hometown",
  "language",
  "likes",
  "nationality",
  "school",
  "study",
  "work_employer",
  "work_role",
]);

const VERBS: Record<string, string> = {
  is: "am",
  lives: "live",
  live: "live",
  speak: "speak",
  works: "work",
  likes: "like",
  loves: "love",
  hates: "hate",
  speaks: "speak",
  studies: "study",
  moved: "moved",
  was: "was",
  grew: "grew",
  comes: "come",
  turned: "turned",
  "just turned": "turned",
  plays: "play",
  play: "play",
  enjoys: "enjoy",
  prefers: "prefer",
  attends: "attend",
  goes: "go",
  love: "love",
  like: "like",
  hate: "hate",
  work: "work",
  are: "am",
  have: "have",
  has: "have",
  got: "got",
  became: "became",
  quit: "quit",
  left: "left",
  joined: "joined",
  lost: "lost",
  started: "started",
  retired: "retired",
  teaches: "teach",
  heads: "head",
  manages: "manage",
  runs: "run",
  leads: "lead",
  landed: "landed",
  signed: "signed",
  suffers: "suffer",
  "doesn't eat": "do not eat",
  "does not eat": "do not eat",
  "can't eat": "can not eat",
  "can not eat": "can not eat",
  "doesn't like": "do not like",
  "does not like": "do not like",
};

const VERB_AFTER_AND = new RegExp(`(,? and (?:s?he )?)(${Object.keys(VERBS).join("|")})\\b`, "g");
const RELATIVE_DOES = new RegExp(
  `^My (?:(?:little|older|younger|big|oldest|youngest|elder) )*(?<of>${RELATIVES}|parents|grandparents),?(?: (?<name>\\p{Lu}\\p{Ll}+),?)? (?:(?:also|still|now|currently|really|just|recently|finally) )*(?<verb>${Object.keys(VERBS).join("|")}) (?<rest>.+)`,
  "u",
);
