import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { isZoneName } from "../time/zone.ts";

// Larger data belongs in exchanges.
const metadataCharactersMax = 16_384;

/**
 * A JSON object for the caller's own use. Its values are not described further: a schema of any JSON value refers to itself,
 * which many clients refuse.
 */
export const Metadata = z
  .record(text(256), z.unknown())
  .refine(
    (value) => JSON.stringify(value).length <= metadataCharactersMax,
    `must have at most ${metadataCharactersMax} characters as JSON`,
  )
  .meta({ description: "For your own use." });
export type Metadata = z.output<typeof Metadata>;

export const UserId = text(64).meta({ description: "The user's id.", examples: ["usr_4fR2kd83jdLq0PzA"] });
export const ExternalRef = text(512)
  .min(1)
  .meta({ description: "Your own id of this person; unique within the tenant." });
export const DisplayName = text(512).meta({ description: "The name shown for this person." });

export const TimeZone = text(64)
  .refine(isZoneName, "must be the IANA name of a time zone, like Europe/Lisbon")
  .meta({
    description:
      'IANA name of the person\'s time zone, for "yesterday" and dates in `context`. UTC if not set.',
    examples: ["Europe/Lisbon"],
  });

export const User = z
  .object({
    user_id: z.string(),
    tenant_id: z.string(),
    external_ref: z.string().nullable(),
    display_name: z.string().nullable(),
    time_zone: z.string().nullable(),
    metadata: Metadata,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "User" });
export type User = z.output<typeof User>;

/** The encrypted part of a user. */
export interface UserSecrets {
  external_ref: string | null;
  display_name: string | null;
  /** Absent in users from before there were time zones. */
  time_zone?: string | null;
  metadata: Metadata;
}
