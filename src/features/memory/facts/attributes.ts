import type { FactCandidate } from "./fact.ts";

type Kind = FactCandidate["kind"];
interface Attribute {
  kind: Kind;
  /** The sentence after its subject; `_` stands for the value. */
  says: string;
  /** The same for a value that is no longer true. */
  ended?: string;
}

/** Every attribute that rules and models may use. Families such as "relation:wife" are listed by their first part. */
export const ATTRIBUTES: Record<string, Attribute> = {
  name: { kind: "single", says: "is called _" },
  nickname: { kind: "single", says: "likes to be called _" },
  pronouns: { kind: "single", says: "uses the pronouns _" },
  age: { kind: "single", says: "is _ years old" },
  birthday: { kind: "single", says: "has their birthday on _" },
  birth_year: { kind: "single", says: "was born in _" },
  birthplace: { kind: "single", says: "was born in _" },
  nationality: { kind: "single", says: "is _" },
  phone: { kind: "single", says: "has the phone number _" },
  email: { kind: "single", says: "has the e-mail address _" },
  timezone: { kind: "single", says: "is in the time zone _" },
  home: { kind: "single", says: "lives in _", ended: "does not live in _ any more" },
  hometown: { kind: "single", says: "comes from _" },
  work_employer: { kind: "single", says: "works at _", ended: "does not work at _ any more" },
  work_role: { kind: "single", says: "works as _", ended: "does not work as _ any more" },
  work_field: { kind: "single", says: "works in _", ended: "does not work in _ any more" },
  study: { kind: "single", says: "studies _", ended: "does not study _ any more" },
  school: { kind: "single", says: "studies at _", ended: "does not study at _ any more" },
  graduated: { kind: "many", says: "graduated from _" },
  relationship_status: { kind: "single", says: "is _", ended: "is not _ any more" },
  children: { kind: "single", says: "has children: _" },
  siblings: { kind: "many", says: "has siblings: _" },
  relation: { kind: "many", says: "has a _" },
  pet: { kind: "many", says: "has a pet: _", ended: "has no pet any more: _" },
  diet: { kind: "single", says: "eats _", ended: "does not eat _ any more" },
  avoids: { kind: "many", says: "avoids _", ended: "does not avoid _ any more" },
  allergy: { kind: "many", says: "is allergic to _", ended: "is not allergic to _" },
  health: { kind: "many", says: "has _", ended: "does not have _ any more" },
  likes: { kind: "many", says: "likes _", ended: "does not like _ any more" },
  dislikes: { kind: "many", says: "dislikes _", ended: "does not dislike _ any more" },
  prefers: { kind: "many", says: "prefers _" },
  favorite: { kind: "single", says: "has a favourite: _" },
  hobby: { kind: "many", says: "spends time on _", ended: "does not spend time on _ any more" },
  language: { kind: "many", says: "speaks _" },
  learning: { kind: "many", says: "is learning _", ended: "is not learning _ any more" },
  owns: { kind: "many", says: "owns _", ended: "does not own _ any more" },
  visited: { kind: "many", says: "has been to _" },
  plan: { kind: "many", says: "plans: _" },
  goal: { kind: "many", says: "wants to _" },
  instruction: { kind: "many", says: "asked the assistant: _", ended: "no longer asks the assistant: _" },
  note: { kind: "many", says: "asked to remember: _" },
};

/** Undefined for names that callers chose, among them those that every object has, such as "constructor". */
const attributeOf = (family: string): Attribute | undefined =>
  Object.hasOwn(ATTRIBUTES, family) ? ATTRIBUTES[family] : undefined;

// Relations of which a person has one at a time. All others can have several values.
const ONE_AT_A_TIME =
  /^(?:wife|husband|spouse|partner|girlfriend|boyfriend|fianc[eé]e?|mother|father|boss|manager)$/;

/** "single" if a newer value of the attribute closes the older one, "many" if both stay. */
export function kindOf(attribute: string): Kind {
  const [family = "", member] = attribute.split(":");
  if (family === "relation" && member && ONE_AT_A_TIME.test(member)) return "single";
  return attributeOf(family)?.kind ?? "many";
}

/** The sentence of a fact: ("user", "home", "Berlin") → "User lives in Berlin". */
export function sentenceOf(subject: string, attribute: string, value: string, ended = false): string {
  const [family = "", member] = attribute.split(":");
  const who = subject === "user" ? "User" : subject;
  const named = member?.replaceAll("_", " ");
  if (named && family === "relation") return `${who} has a ${named} called ${value}`;
  if (named && family === "favorite") return `${who}'s favourite ${named} is ${value}`;
  const said = ended ? undefined : naturally(family, value);
  if (said) return `${who} ${said}`;
  const known = attributeOf(family);
  if (!known) return `${who}'s ${attribute.replace(/[_:]/g, " ")} ${ended ? "is no longer" : "is"} ${value}`;
  const { says, ended: over } = known;
  if (!ended) return `${who} ${says.replace("_", () => value)}`;
  return `${who} ${(over ?? `no longer ${says}`).replace("_", () => value)}`;
}

/** "has asthma", but "is diabetic" and "has a bad knee". */
function healthSaid(value: string): string | undefined {
  if (
    /(?:[^r]ic|iac|ant|pausal|ive|blind|deaf|sighted|impaired|divergent|compromised|jointed|dependent|bound|handed|bipolar|hard of hearing)$|^(?:deaf|blind|coeliac|celiac) ?/i.test(
      value,
    )
  ) {
    if (/^(?:type|an?) .*|iac$/i.test(value) && !/^(?:coeliac|celiac)$/i.test(value))
      return `is a ${value.replace(/^an? /, "")}`;
    return /^(?:coeliac|celiac) disease$/i.test(value) ? undefined : `is ${value}`;
  }
  return /^(?:bad|torn|broken|sprained|dodgy|herniated|slipped|fused|frozen) /.test(value)
    ? `has a ${value}`
    : undefined;
}

/** The wording of a value that does not fit its attribute's sentence. */
function naturally(attribute: string, value: string): string | undefined {
  if (attribute === "work_employer" && value === "none") return "has no job at the moment";
  if (attribute === "diet") {
    if (/^(?:vegetarian|vegan|pescatarian|pescetarian|flexitarian)$/.test(value)) return `is ${value}`;
    return /^(?:keto|paleo|carnivore|plant-based|(?:low|high)[- ][\p{L}]+)$/u.test(value)
      ? `follows a ${value} diet`
      : undefined;
  }
  if (attribute === "health") return healthSaid(value);
  if (attribute !== "work_role") return undefined;
  if (/^(?:retired|self-employed|freelance|head of|vp of|director of|chief of)\b/i.test(value))
    return `is ${value}`;
  // An abbreviation ("CTO") or a role after whose name no article stands.
  if (!/^\p{Ll}/u.test(value)) return undefined;
  return `is ${/^[aeiou]/.test(value) ? "an" : "a"} ${value}`;
}
