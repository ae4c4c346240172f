import { kindOf, sentenceOf } from "../attributes.ts";
import { Confidence, type FactCandidate, valueKey } from "../fact.ts";
import { candidate } from "./candidate.ts";
import { ALLERGEN } from "./rules/health.ts";

/** A value that the speaker takes back: "sorry, it's almonds, not peanuts". */
export interface Correction {
  value: string;
  /** Undefined if the sentence does not name it: "wait, I meant Bradford". */
  insteadOf: string | undefined;
}

/** Reads a sentence that corrects a value without naming its attribute. */
export function correctionIn(sentence: string): Correction | undefined {
  const opener = OPENER.exec(sentence)?.[0] ?? "";
  const said = sentence
    .slice(opener.length)
    .replace(/(?<=\bnot [\p{L} ]{2,30}?)(?:: |, (?:so|as|because|since|I|my|but)\b).*$/u, "");
  const { intro, value, insteadOf } = CORRECTED.exec(said)?.groups ?? {};
  if (
    value === undefined ||
    value.split(" ").length > 5 ||
    /^(?:not|no|so|just|that|this|it|I|my)\b/i.test(value)
  )
    return undefined;
  if (insteadOf !== undefined) return intro || opener ? { value, insteadOf } : undefined;
  const corrects = intro ? opener !== "" || /meant|make that/i.test(intro) : SURE_OPENER.test(opener);
  const alone = corrects ? valueAlone(value, /meant/i.test(intro ?? "")) : undefined;
  return alone === undefined ? undefined : { value: alone, insteadOf: undefined };
}

/** "Sorry, Helena." Without the former value, only a name or a number is surely one, or a known word after "I meant". */
function valueAlone(value: string, meant: boolean): string | undefined {
  const number = /^(\d{1,3})(?: as of (?:today|yesterday|now))?$/.exec(value)?.[1];
  if (number !== undefined) return number;
  return /^\p{Lu}/u.test(value) || (meant && kindOfWord(value) !== "other") ? value : undefined;
}

const OPENER =
  /^(?:(?:oops|autocorrect|typo|sorry|wait|no|nope|actually|hmm+|ah|oh|correction|scratch that|my (?:mistake|bad)|I (?:was wrong|was mistaken|misspoke|got that wrong)|let me correct (?:that|myself))\b[,:;.! ]*)+/i;
const ALLERGENS = new RegExp(`^${ALLERGEN}$`, "i");
const DIETS = /^(?:vegan|vegetarian|pescatarian|pescetarian|flexitarian)$/i;
const SURE_OPENER =
  /\b(?:autocorrect|typo|sorry|correction|scratch that|mistake|bad|wrong|mistaken|misspoke)\b/i;
const CORRECTED =
  /^(?<intro>it['’]?s |it is |they['’]?re |they are |that should (?:be|have been) |that['’]?s |make that |I meant(?: to say)? |I mean )?(?:the |an? )?(?<value>[\p{L}\p{N}][^,.;:!?]*?)(?:,? (?:and )?not (?:the |an? )?(?<insteadOf>[\p{L}\p{N}][^,.;:!?]*?))?(?:,? (?:that I(?:['’]m| am) allergic to|with an? .{1,20}))?[.!]*$/iu;

/**
 * Applies a correction to the facts that the message has stated so far. False if none of them has the former value. The
 * corrected value of an attribute with many values is also ended, in case it was known before.
 */
export function applyCorrection(found: FactCandidate[], { value, insteadOf }: Correction): boolean {
  const at = found.findLastIndex(
    (fact) =>
      !fact.negated &&
      (insteadOf === undefined
        ? kindOfWord(fact.value) === kindOfWord(value)
        : saysValue(fact.value, insteadOf)),
  );
  const fact = found[at];
  if (!fact) return false;
  found[at] = corrected(fact, value);
  if (insteadOf !== undefined && fact.kind === "many") found.push(ended(fact, fact.validFrom));
  return true;
}

/** What a value without its attribute may stand for. */
function kindOfWord(value: string): "number" | "diet" | "allergen" | "name" | "other" {
  if (/^\d+$/.test(value)) return "number";
  if (DIETS.test(value)) return "diet";
  if (ALLERGENS.test(value)) return "allergen";
  return /^\p{Lu}/u.test(value) ? "name" : "other";
}

/** Whether a fact's value is this one, as in "Rufus" and "Rufus (dog)". */
export const saysValue = (value: string, named: string): boolean =>
  valueKey(value.replace(/ \([^)]*\)$/, "")) === valueKey(named);

/** The fact with another value. */
export function corrected(fact: FactCandidate, value: string): FactCandidate {
  const kept = / \([^)]*\)$/.exec(fact.value)?.[0] ?? "";
  const after = `${value}${kept}`;
  return { ...fact, value: after, text: sentenceOf(fact.subject, fact.attribute, after) };
}

/** The end of a fact. */
export function ended(fact: FactCandidate, at: Date): FactCandidate {
  const { subject, attribute, value } = fact;
  return {
    ...fact,
    text: sentenceOf(subject, attribute, value, true),
    validFrom: at,
    validTo: at,
    negated: true,
  };
}

/** The facts of a correction of something said earlier. Its words may tell the attribute: an allergy, or a diet. */
export function resolved(
  sentence: string,
  correction: Correction & { insteadOf: string },
  { subject, at }: { subject: string; at: Date },
): FactCandidate[] {
  const { value, insteadOf } = correction;
  const stated = { subject, at, confidence: Confidence.explicit };
  if (DIETS.test(value) && DIETS.test(insteadOf))
    return [candidate({ ...stated, attribute: "diet", value: value.toLowerCase() })];
  if (!ALLERGIC.test(sentence)) return [unresolved(correction, subject, at)];
  const allergy = { ...stated, attribute: "allergy" };
  return [candidate({ ...allergy, value: insteadOf, negated: true }), candidate({ ...allergy, value })];
}

const ALLERGIC = /\bthat I(?:['’]m| am) allergic to\W*$/i;

/** A correction of something said earlier, which only the stored facts can resolve: see `resolveCorrections`. */
const unresolved = (
  correction: Correction & { insteadOf: string },
  subject: string,
  at: Date,
): FactCandidate => ({
  subject,
  attribute: CORRECTION,
  value: correction.value,
  corrects: correction.insteadOf,
  text: `${correction.value}, not ${correction.insteadOf}`,
  confidence: 0.85,
  validFrom: at,
  validTo: null,
  kind: kindOf(CORRECTION),
});

export const CORRECTION = "correction";
