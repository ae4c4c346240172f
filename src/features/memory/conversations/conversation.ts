import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { Metadata } from "../users/user.ts";

export const ConversationId = text(64).meta({
  description: "The conversation's id.",
  examples: ["conv_4fR2kd83jdLq0PzA"],
});
export const Title = text(512);

export const Conversation = z
  .object({
    conversation_id: z.string(),
    tenant_id: z.string(),
    user_id: z.string(),
    title: z.string().nullable(),
    metadata: Metadata,
    message_count: z.int().meta({ description: "Exchanges in it." }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Conversation" });
export type Conversation = z.output<typeof Conversation>;

/** The encrypted part of a conversation. */
export interface ConversationSecrets {
  title: string | null;
  metadata: Metadata;
  /** An agent's own name for it. */
  ref?: string;
}
