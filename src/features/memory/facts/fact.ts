import * as z from "zod";

/** What a text says about somebody, before it is compared with what is already known. */
export const FactCandidate = z.object({
  /** "user" for the person themselves; else a name ("Anna") or a relation of theirs ("sister", "Caroline's sister"). */
  subject: z.string().min(1).max(80),
  /** snake_case, one of `ATTRIBUTES`, or of its families "relation:wife", "favorite:colour". */
  attribute: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z_]*(?::[\p{L}\p{N}_]+)?$/u),
  value: z.string().min(1).max(500),
  /** One sentence in the third person, ready for a prompt. */
  text: z.string().min(1).max(600),
  confidence: z.number().min(0).max(1),
  validFrom: z.date(),
  validTo: z.date().nullable(),
  /** "single": one value at a time, a newer closes the older. "many": values accumulate. */
  kind: z.enum(["single", "many"]),
  /** The text says that the value holds no longer, or not: it closes a matching value and makes none current. */
  negated: z.boolean().optional(),
});
export type FactCandidate = z.output<typeof FactCandidate>;

/** A fact as it is kept. */
export const StoredFact = FactCandidate.omit({ text: true, confidence: true }).extend({
  factId: z.string(),
  /** Time of the newest exchange that said it. */
  saidAt: z.date(),
  /** Set when a person put this value in the place of another. */
  correction: z.object({ at: z.date(), insteadOf: z.string() }).nullable(),
});
export type StoredFact = z.output<typeof StoredFact>;

/** How sure a rule can be, by what kind of sentence it reads. */
export const Confidence = {
  /** The sentence names the attribute: "my name is", "remember that". */
  explicit: 0.95,
  /** A plain statement: "I live in", "I like". */
  stated: 0.85,
  /** One step of inference: who moved to a place lives there. */
  implied: 0.7,
  /** True when said, and soon out of date: plans and hopes. */
  intended: 0.6,
} as const;

/**
 * What two values have in common when they mean the same: case, accents, punctuation, articles and a plural s put aside.
 * Kept apart from the search tokeniser, because stored keys (of forgotten facts) must outlive any change to that.
 */
export function valueKey(value: string): string {
  const folded = value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [folded];
  const telling = words.filter((word) => !/^(?:a|an|the|my|our|some|to|s)$/.test(word));
  return (telling.length > 0 ? telling : words)
    .map((word) => word.replace(/(?<=\p{L}{3}[^\Ws])s$/u, ""))
    .join(" ");
}

/** The same for a whole fact: what a forgotten fact is remembered by. */
export function factKey(fact: Pick<FactCandidate, "subject" | "attribute" | "value">): string {
  return [valueKey(fact.subject), fact.attribute, valueKey(fact.value)].join("|");
}

/** Where facts compete: what is about the same matter of the same subject; liking and disliking are one matter. */
export function slotKey(fact: Pick<FactCandidate, "subject" | "attribute">): string {
  return `${valueKey(fact.subject)}|${fact.attribute === "dislikes" ? "likes" : fact.attribute}`;
}
