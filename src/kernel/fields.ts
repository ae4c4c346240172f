import { z } from "zod";

/** Text that Postgres can store: at most `max` characters, no U+0000. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\0"), "must not contain the character U+0000");

// Control characters, line breaks among them, and characters that change the direction of text or are not seen: with them
// a file name can seem to end in .jpg, and two names look the same. Joiners stay, for emoji and Persian.
const notOfALine = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/u;

const allNotOfALine = new RegExp(notOfALine.source, "gu");

/** Text without the characters that a line may not hold. */
export const withoutControls = (text: string): string => text.replace(allNotOfALine, "");

/** One line of text, such as a name, which is shown in mail subjects and beside other people's text. */
export const line = (max: number) =>
  text(max).refine((value) => !notOfALine.test(value), "must be one line, without control characters");

/** The readable id of an organization or library. The access check decides whether it exists. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be 1 to 63 of a-z, 0-9 and '-', and not start or end with '-'",
  );

export const OrganizationId = text(100).meta({
  description: "The organization's slug.",
  examples: ["acme-co"],
});
export const LibraryId = text(100).meta({ description: "The library's slug.", examples: ["barcelona"] });

/** Pages start at 1. A lower number counts as 1. */
export const Page = z
  .int()
  .max(1_000_000_000)
  .default(1)
  .transform((page) => Math.max(1, page))
  .meta({ description: "From 1." });

export const pageSize = (byDefault: number, max: number) =>
  z.int().min(1).max(max).default(byDefault).meta({ description: "Items per page." });

export const UnixMs = z
  .number()
  .meta({ description: "Unix time in milliseconds.", examples: [1763683200000] });

/** Schemas of texts without characters that JSON escapes. Answers are written without looking for them. */
export const unescaped: z.core.$ZodRegistry<object> = z.registry<object>();

/** A link that this server builds, from its own address, slugs and ids. Never for an address that somebody sent. */
export const BuiltUrl = z.string().meta({ format: "uri" }).register(unescaped, {});
