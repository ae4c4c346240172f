import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { Metadata } from "../users/user.ts";

// Long enough for a pasted chapter.
export const Message = text(100_000);

export const InteractionId = text(64).meta({
  description: "The exchange's id.",
  examples: ["int_4fR2kd83jdLq0PzA"],
});

export const Interaction = z
  .object({
    interaction_id: z.string(),
    user_id: z.string(),
    conversation_id: z.string(),
    user_message: z.string(),
    agent_response: z.string(),
    metadata: Metadata,
    timestamp: z.iso.datetime(),
    utc_offset: z.string().nullable().meta({
      description: "The offset of the `timestamp` that was sent, like `+02:00`. null for UTC.",
    }),
    buffered: z.boolean(),
  })
  .meta({ id: "Interaction" });
export type Interaction = z.output<typeof Interaction>;

/** The encrypted part of an exchange. */
export interface InteractionSecrets {
  user_message: string;
  agent_response: string;
  metadata: Metadata;
  /** The offset of the time that the caller sent, like "+02:00". */
  utc_offset?: string;
}

/** An exchange from a caller, before it is stored. */
export interface Exchange extends InteractionSecrets {
  userId: string;
  conversationId: string;
  saidAt: Date;
}

/** The speaker on the user's side, if there are several people. */
export const speakerOf = ({ speaker }: Metadata): string | undefined =>
  typeof speaker === "string" ? speaker : undefined;
