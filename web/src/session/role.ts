import { useQuery } from "@tanstack/react-query";
import { accountQuery } from "./session.ts";

/** What the account may do in an organization, to hide other actions. The server checks it anyway. */
export function useRole(organizationId: string): { canEdit: boolean; isOwner: boolean } {
  const { data } = useQuery(accountQuery);
  const role = data?.organizations.find(({ id }) => id === organizationId)?.role;
  return { canEdit: role === "owner" || role === "editor", isOwner: role === "owner" };
}
