import { z } from "zod";
import { line } from "../../../kernel/fields.ts";
import { base36, randomText } from "../../../platform/random-text.ts";

export const OrganizationName = line(200).min(1);

/** An organization as the operator sees it. */
export const Organization = z.object({
  id: z.string().meta({ description: "Its slug." }),
  name: z.string().nullable(),
  plan: z.string().nullable().meta({ description: "null while unclaimed." }),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
});
export type Organization = z.output<typeof Organization>;

/** The slug of an organization made without an account: 14 characters, 72 bits, so that it can't be guessed. */
export const randomOrganizationSlug = () => randomText(base36, 14);
