import type { IdentityServices } from "../services.ts";
import * as store from "./store.ts";

/**
 * Removes an organization with everything in it. Deletes its keys first, so that nothing is added meanwhile. Safe to
 * repeat after a crash.
 */
export async function removeOrganization(
  { database, eraseOrganization }: Pick<IdentityServices, "database" | "eraseOrganization">,
  { organizationId }: { organizationId: number },
): Promise<void> {
  await store.deleteOrganizationKeys(database, organizationId);
  await eraseOrganization(organizationId);
  await store.deleteOrganization(database, organizationId);
}
