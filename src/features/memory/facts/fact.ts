import * as z from "zod";

export const ATTRIBUTE_NAME = /^[a-z][a-z_]*(?::[\p{L}\p{N}_]+)?$/u;

/** A fact read from a text, before it is compared with the stored facts. */
export const FactCandidate = z.object({
  /** "user" for the person, or somebody's name ("Anna") or relation ("sister", "Caroline's sister"). */
  subject: z.string().min(1).max(80),
  /** A name from `ATTRIBUTES`, or a member of one of its families, such as "relation:wife" or "favorite:colour". */
  attribute: z.string().max(60).regex(ATTRIBUTE_NAME),
  value: z.string().min(1).max(500),
  /** One sentence in the third person, ready for a prompt. */
  text: z.string().min(1).max(600),
  confidence: z.number().min(0).max(1),
  validFrom: z.date(),
  validTo: z.date().nullable(),
  /** "single": a newer value closes the older one. "many": values accumulate. */
  kind: z.enum(["single", "many"]),
  /** The text says that the value is not true (any more). Closes a matching value and adds no current one. */
  negated: z.boolean().optional(),
  /** Of a correction of something said earlier: the value that it replaces, of whatever attribute. Never stored. */
  corrects: z.string().max(500).optional(),
});
export type FactCandidate = z.output<typeof FactCandidate>;

/** A stored fact. */
export const StoredFact = FactCandidate.omit({ text: true, confidence: true, corrects: true }).extend({
  factId: z.string(),
  /** Time of the newest exchange that states it. */
  saidAt: z.date(),
  /** Set if a person corrected the fact to this value. */
  correction: z.object({ at: z.date(), insteadOf: z.string() }).nullable(),
});
export type StoredFact = z.output<typeof StoredFact>;

/** The confidence of a rule, by the kind of sentence it reads. */
export const Confidence = {
  /** The sentence names the attribute: "my name is", "remember that". */
  explicit: 0.95,
  /** A plain statement: "I live in", "I like". */
  stated: 0.85,
  /** One step of inference: a person who moved to a place lives there. */
  implied: 0.7,
  /** Plans and hopes, which soon go out of date. */
  intended: 0.6,
} as const;

/**
 * Equal for values that mean the same: ignores case, accents, punctuation, articles and a plural s. Does not use the search
 * tokeniser, because the stored keys of forgotten facts must stay valid when that changes.
 */
export function valueKey(value: string): string {
  const folded = value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [folded];
  const contentWords = words.filter((word) => !/^(?:a|an|the|my|our|some|to|s)$/.test(word));
  return (contentWords.length > 0 ? contentWords : words)
    .map((word) => word.replace(/(?<=\p{L}{3}[^\Ws])s$/u, ""))
    .join(" ");
}

/** The same for a whole fact. The hash of this key is all that is kept of a forgotten fact. */
export function factKey(fact: Pick<FactCandidate, "subject" | "attribute" | "value">): string {
  return [valueKey(fact.subject), fact.attribute, valueKey(fact.value)].join("|");
}

/** Equal for facts that can contradict each other: same subject and attribute, where likes and dislikes count as one. */
export function slotKey(fact: Pick<FactCandidate, "subject" | "attribute">): string {
  return `${valueKey(fact.subject)}|${fact.attribute === "dislikes" ? "likes" : fact.attribute}`;
}
