import type { Database } from "../../../platform/database/database.ts";
import { eraseUser } from "./erase-user.ts";
import * as store from "./store/erase.ts";

export type ErasedTenant = store.Erased & { users: number };

export const nothingErased: ErasedTenant = { users: 0, conversations: 0, interactions: 0, facts: 0 };

/**
 * Erases everything stored for a tenant, and the organization too unless it has libraries. Each user is erased in a separate
 * transaction, so that locks stay short. Safe to repeat after a crash. Returns what was erased.
 */
export async function eraseTenant(database: Database, organizationId: number): Promise<ErasedTenant> {
  const erased = { ...nothingErased };
  await database.transaction((tx) => store.shredTenant(tx, organizationId));
  for (;;) {
    const userId = await store.anyUserOf(database, organizationId);
    if (userId === undefined) break;
    const counts = await database.transaction((tx) => eraseUser(tx, organizationId, userId));
    if (!counts) continue; // another process erased it
    erased.users++;
    erased.conversations += counts.conversations;
    erased.interactions += counts.interactions;
    erased.facts += counts.facts;
  }
  await database.transaction((tx) => store.deleteTenant(tx, organizationId));
  return erased;
}

/** Finishes the erasure of deleted tenants after a crash. */
export async function eraseDeletedTenants(database: Database): Promise<void> {
  for (const id of await store.deletedTenants(database)) await eraseTenant(database, id);
}
