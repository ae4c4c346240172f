import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { Title } from "../conversations/conversation.ts";
import { ATTRIBUTE_NAME } from "../facts/fact.ts";
import { sourcesMax } from "../facts/store.ts";
import { Message } from "../interactions/interaction.ts";
import { Metadata } from "../users/user.ts";

const Time = z.iso.datetime({ offset: true, error: "must be a time like 2026-01-31T12:00:00Z" });
const SourceId = text(255).min(1);

/** What every format is read into: the lines of an export, of which unknown fields are left out. */
export const ImportedRecord = z.discriminatedUnion(
  "type",
  [
    z.object({
      type: z.literal("conversation"),
      conversation_id: SourceId,
      title: Title.nullable().default(null),
      metadata: Metadata.default({}),
    }),
    z.object({
      type: z.literal("interaction"),
      interaction_id: SourceId,
      conversation_id: SourceId,
      user_message: Message,
      agent_response: Message,
      metadata: Metadata.default({}),
      timestamp: Time,
      utc_offset: z
        .string()
        .regex(/^[+-]\d\d:\d\d$/)
        .nullable()
        .default(null),
    }),
    z.object({
      type: z.literal("fact"),
      fact_id: SourceId,
      subject: text(80).min(1).default("user"),
      attribute: text(60).regex(ATTRIBUTE_NAME, "must be a name like home, or relation:wife"),
      value: text(500).min(1),
      text: text(600).min(1).optional(),
      confidence: z.number().min(0).max(1).default(1),
      valid_from: Time,
      valid_to: Time.nullable().default(null),
      source_interaction_id: SourceId.nullable().default(null),
      sources: z.array(SourceId).max(sourcesMax).optional(),
      kind: z.enum(["single", "many"]).optional(),
      negated: z.boolean().optional(),
      said_at: Time.optional(),
      corrected_at: Time.nullable().default(null),
      instead_of: text(500).optional(),
    }),
    z.object({ type: z.literal("user") }),
  ],
  { error: "must be 'user', 'conversation', 'interaction' or 'fact'" },
);
export type ImportedRecord = z.output<typeof ImportedRecord>;
export type Imported<Type extends ImportedRecord["type"]> = Extract<ImportedRecord, { type: Type }>;
