import { useNavigate } from "@tanstack/react-router";
import { call } from "../../api/call.ts";
import { notifyProblem } from "../../ui/toasts.tsx";

/** Looks up the conversation of an exchange and opens it there. */
export function useGoToExchange(organizationId: string, userId: string) {
  const navigate = useNavigate();
  return async (interactionId: string): Promise<void> => {
    try {
      const { conversation_id: conversationId } = await call(
        "getInteraction",
        { interaction_id: interactionId },
        { organizationId },
      );
      await navigate({
        to: "/app/$organizationId/-/memory/$userId/conversations/$conversationId",
        params: { organizationId, userId, conversationId },
        hash: interactionId,
      });
    } catch (error) {
      notifyProblem(error);
    }
  };
}
