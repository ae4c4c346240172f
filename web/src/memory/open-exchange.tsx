import { Link } from "@tanstack/react-router";
import { memoryTexts } from "../texts/memory.ts";

/** A link to an exchange in its conversation. */
export const OpenExchange = ({
  organizationId,
  userId,
  exchange: { conversation_id: conversationId, interaction_id: id },
}: {
  organizationId: string;
  userId: string;
  exchange: { conversation_id: string; interaction_id: string };
}) => (
  <Link
    to="/app/$organizationId/-/memory/$userId/conversations/$conversationId"
    params={{ organizationId, userId, conversationId }}
    hash={id}
    className="py-1 text-sm text-accent hover:underline"
  >
    {memoryTexts.open}
  </Link>
);
