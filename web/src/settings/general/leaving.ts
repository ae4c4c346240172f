import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { accountQuery } from "../../session/session.ts";

/** After leaving or deleting an organization: clears its data, and opens another organization or the account. */
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
