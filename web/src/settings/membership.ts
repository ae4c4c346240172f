import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Role } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";

/** The account's membership in the organization of the current settings page. */
export function useMembership(): {
  organizationId: string;
  name: string;
  role: Role | undefined;
  isOwner: boolean;
  accountId: string | undefined;
} {
  const { organizationId } = useParams({ from: "/app/$organizationId" });
  const { data: account } = useQuery(accountQuery);
  const found = account?.organizations.find(({ id }) => id === organizationId);
  return {
    organizationId,
    name: found?.name ?? organizationId,
    role: found?.role,
    isOwner: found?.role === "owner",
    accountId: account?.id,
  };
}
