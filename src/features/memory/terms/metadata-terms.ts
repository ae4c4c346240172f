import type { Metadata } from "../users/user.ts";

/** What a filter compares. */
export type Scalar = string | number | boolean | null;

// Metadata of 16 kB has fewer. Each is a row of the index.
const termsMax = 100;

/**
 * The search terms of metadata: for each key that it is there, and each value (of a list: each item). Hashed like words, so
 * that filters find them without decrypting anything. Objects within objects have no terms.
 */
export function metadataTerms(metadata: Metadata): string[] {
  const terms = Object.entries(metadata).flatMap(([key, value]) => {
    const values = [value].flat().filter(isScalar);
    return value === null || value === undefined
      ? []
      : [keyTerm(key), ...values.map((one) => valueTerm(key, one))];
  });
  return [...new Set(terms)].slice(0, termsMax);
}

export const keyTerm = (key: string): string => `k ${JSON.stringify(key)}`;
export const valueTerm = (key: string, value: Scalar): string => `m ${JSON.stringify([key, value])}`;

export const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
