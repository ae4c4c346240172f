import { z } from "zod";
import { line, Slug } from "../../../kernel/fields.ts";
import { Scope } from "../../../kernel/scope.ts";

export const GrantLevel = z.enum(["read", "write"]);

/** A key's grants: library slug → level. */
export const Grants = z
  .record(Slug, GrantLevel)
  .meta({ description: "Library slug → `read` or `write` (write includes read)." });
export type Grants = z.output<typeof Grants>;

export const AllLibraries = GrantLevel.nullable().meta({
  description:
    "Access to every library of the organization, present and future; null for those in `libraries` alone.",
});

export const KeyName = line(100).min(1);

/** A key as listed in its organization, without its secret. */
export const Key = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().meta({ description: "The first 7 and last 4 characters of the secret." }),
  libraries: Grants,
  allLibraries: AllLibraries,
  scopes: z.array(Scope),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
  revealable: z.boolean().meta({ description: "Whether owners can reveal its secret." }),
  leakedAt: z.number().nullable().meta({
    description: "When a working secret of the key was found in public. Regenerate or delete the key.",
  }),
  lastUsedAt: z.number().nullable().meta({ description: "Rounded to the minute." }),
});
export type Key = z.output<typeof Key>;

/** A key that was just created, the only answer that holds its secret. */
export const NewKey = Key.extend({ apiKey: z.string() });
