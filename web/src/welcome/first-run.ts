import type { QueryClient } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";

const seenKey = "welcomed";

/** Whether the account only has a new organization without assets and keys. */
export async function isFirstRun(queryClient: QueryClient, account: Account): Promise<boolean> {
  const [home, ...others] = account.organizations;
  if (!home || others.length > 0 || home.role !== "owner" || localStorage.getItem(seenKey) === home.id) {
    return false;
  }
  const organizationId = home.id;
  const libraries = await queryClient.ensureQueryData(asking("listLibraries", { organizationId }));
  if (
    libraries.length === 0 ||
    libraries.some(({ assetsCount, trashCount }) => assetsCount + trashCount > 0)
  ) {
    return false;
  }
  return (await queryClient.ensureQueryData(asking("listKeys", { organizationId }))).length === 0;
}

/** Remembers that the welcome page of an organization was shown in this browser. */
export const noteWelcomed = (organizationId: string): void => localStorage.setItem(seenKey, organizationId);
