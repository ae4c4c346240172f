import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { accountQuery } from "../../session/session.ts";

/** Goes to another organization, or to the account, once this one is out of reach, and forgets it. */
export function useLeaving(organizationId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    const account = queryClient.getQueryData(accountQuery.queryKey);
    const next = account?.organizations.find(({ id }) => id !== organizationId);
    if (next) {
      await navigate({ to: "/app/$organizationId", params: { organizationId: next.id }, replace: true });
    } else {
      await navigate({ to: "/account", replace: true });
    }
    queryClient.removeQueries({
      predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(JSON.stringify(organizationId)),
    });
    await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
  };
}
