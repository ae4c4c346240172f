import { z } from "zod";
import { Slug, text } from "../../../kernel/fields.ts";
import { Scope } from "../../../kernel/scope.ts";

export const GrantLevel = z.enum(["read", "write"]);

/** What a key may do in libraries: slug → level. */
export const Grants = z
  .record(Slug, GrantLevel)
  .meta({ description: "Library slug → `read` or `write` (write includes read)." });
export type Grants = z.output<typeof Grants>;

export const KeyName = text(100).min(1);

/** A key as its organization's settings show it; never the secret itself. */
export const Key = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().meta({ description: "The first 7 and the last 4 characters." }),
  libraries: Grants,
  scopes: z.array(Scope),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
  revealable: z.boolean().meta({ description: "Whether its secret can be shown to owners again." }),
  lastUsedAt: z.number().nullable().meta({ description: "To the minute." }),
});
export type Key = z.output<typeof Key>;

/** Right after it was made: the only time the secret is shown. */
export const NewKey = Key.extend({ apiKey: z.string() });
