import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, Refused } from "../api/call.ts";
import type { Output } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { notify } from "../ui/toasts.tsx";

/** Claims the organization and opens it. Only opens it if the account already claimed it. */
export function useClaim(token: string, onTaken: () => void, claim?: Output<"peekClaim">) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { busy, error, attempt } = useAttempt();
  const claimIt = async () => {
    const { organizationId } = await call("claimOrganization", { token });
    await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    const params = { organizationId };
    if (!claim) return navigate({ to: "/app/$organizationId", params });
    if (claim.memory) {
      await navigate({ to: "/app/$organizationId/-/memory", params });
    } else if (claim.assets === 0) {
      await navigate({ to: "/app/$organizationId/-/welcome", params });
    } else {
      await navigate({ to: "/app/$organizationId", params });
    }
    notify(texts.claim.yours);
  };
  const take = () =>
    attempt(async () => {
      try {
        await claimIt();
      } catch (problem) {
        // Somebody else claimed it, or it expired, while the page was open. Read the state again.
        const code = problem instanceof Refused ? problem.code : null;
        if (code === "CONFLICT") onTaken();
        if (code === "RESOURCE_NOT_FOUND") void queryClient.invalidateQueries({ queryKey: ["peekClaim"] });
        throw problem;
      }
    });
  return { take, busy, error };
}
