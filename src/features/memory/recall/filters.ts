import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import type { Posting } from "../index/posting-blocks.ts";
import { keyTerm, type Scalar, valueTerm } from "../terms/metadata-terms.ts";
import type { Metadata } from "../users/user.ts";

const keysMax = 10;
const valuesMax = 100;

const Value = z.union([text(1_000), z.number(), z.boolean()]);
const Bound = z.union([z.number(), text(40).refine(isTime, "must be a number or a time like 2026-01-31")]);
const Condition = z
  .strictObject({
    in: z.array(Value).min(1).max(valuesMax).optional(),
    gte: Bound.optional(),
    lte: Bound.optional(),
    exists: z.boolean().optional(),
  })
  .refine((condition) => Object.keys(condition).length > 0, "needs one of in, gte, lte and exists");

// Documents show any JSON here: code generators and models stumble over unions, and the description says what fits.
const Filter = z.unknown().pipe(
  z.union([Value, Condition], {
    error: "must be text, a number, true, false, or an object with in, gte, lte or exists",
  }),
);

export const Filters = z
  .record(text(256), Filter)
  .refine((filters) => Object.keys(filters).length <= keysMax, `can have at most ${keysMax} keys`)
  .meta({
    description:
      "Only exchanges whose `metadata` has all of these: a value, or `{in: […]}`, `{gte, lte}` (numbers or times) or `{exists}`. " +
      "A list matches by any of its items.",
    examples: [{ channel: "sms", priority: { gte: 2 } }],
  });
export type Filters = z.output<typeof Filters>;

export interface ReadFilters {
  /** The terms whose postings decide. */
  lookups: string[];
  /** Whether exchanges of a history pass, as far as hashed terms tell. Undefined if all do. */
  passing(postings: ReadonlyMap<string, Posting>, count: number): ((ordinal: number) => boolean) | undefined;
  /** Whether decrypted metadata passes the bounds, which hashes cannot tell. Undefined if there are none. */
  withinBounds: ((metadata: Metadata) => boolean) | undefined;
}

export function readFilters(filters: Filters): ReadFilters {
  const conditions = Object.entries(filters).map(([key, filter]) => ({
    key,
    ...(typeof filter === "object" ? filter : { in: [filter] }),
  }));
  const needs = conditions.flatMap(({ key, in: values, gte, lte, exists }) => [
    ...(values ? [{ terms: values.map((value) => valueTerm(key, value)), present: true }] : []),
    ...(exists !== undefined ? [{ terms: [keyTerm(key)], present: exists }] : []),
    ...(gte !== undefined || lte !== undefined ? [{ terms: [keyTerm(key)], present: true }] : []),
  ]);
  const bounds = conditions.filter(({ gte, lte }) => gte !== undefined || lte !== undefined);
  return {
    lookups: [...new Set(needs.flatMap(({ terms }) => terms))],
    passing(postings, count) {
      if (needs.length === 0) return undefined;
      const marks = needs.map(({ terms, present }) => ({ present, marked: marksOf(terms, postings, count) }));
      return (ordinal) => marks.every(({ marked, present }) => (marked[ordinal] === 1) === present);
    },
    withinBounds:
      bounds.length === 0
        ? undefined
        : (metadata) => bounds.every(({ key, gte, lte }) => isWithin(metadata[key], gte, lte)),
  };
}

function marksOf(
  terms: readonly string[],
  postings: ReadonlyMap<string, Posting>,
  count: number,
): Uint8Array {
  const marked = new Uint8Array(count);
  for (const term of terms) {
    const { ordinals } = postings.get(term) ?? { ordinals: [] };
    for (let k = 0; k < ordinals.length; k++) marked[ordinals[k] ?? count] = 1;
  }
  return marked;
}

function isWithin(value: unknown, gte: Scalar | undefined, lte: Scalar | undefined): boolean {
  return [value].flat().some((one) => {
    const compared = [gte, lte].map((bound) => (bound === undefined ? 0 : differenceOf(one, bound)));
    const [above = Number.NaN, below = Number.NaN] = compared;
    return (gte === undefined || above >= 0) && (lte === undefined || below <= 0);
  });
}

/** How much a value is above a bound. Not a number if they cannot be compared. */
function differenceOf(value: unknown, bound: Scalar): number {
  if (typeof value === "number" && typeof bound === "number") return value - bound;
  if (typeof value !== "string" || typeof bound !== "string" || !isTime(value)) return Number.NaN;
  return Date.parse(value) - Date.parse(bound);
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:$|T)/.test(value) && !Number.isNaN(Date.parse(value));
}
