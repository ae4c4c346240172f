import { z } from "zod";
import type { MemoryServices } from "../services.ts";
import { countUsers } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { findByRef, openUser } from "./sealed-user.ts";
import { heldOf, newestUsers } from "./store.ts";
import { User } from "./user.ts";

/** A search for part of a reference or name reads at most this many users, because it decrypts each. */
export const searchedMax = 5_000;
// Other calls run between these chunks.
const openedAtATime = 250;

export const BrowsedUser = User.extend({
  conversation_count: z.int(),
  interaction_count: z.int(),
  last_said_at: z.iso.datetime().nullable().meta({ description: "Time of the latest exchange." }),
});

export interface Browsed {
  users: z.input<typeof BrowsedUser>[];
  found: number;
  searched_all: boolean;
}

/** The tenant's users that match a query, newest first, with counts of their data. An empty query matches all. */
export async function browse(
  services: MemoryServices,
  tenant: Tenant,
  query: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Browsed> {
  const { database, keychain } = services;
  const total = await countUsers(database, tenant.organizationId);
  const words = folded(query);
  if (words === "") {
    const rows = await newestUsers(database, tenant.organizationId, { limit, offset });
    const users = await Promise.all(rows.map((row) => openUser(database, keychain, tenant, row)));
    return { users: await withHeld(services, tenant, users), found: total, searched_all: true };
  }
  const found = await matching(services, tenant, words);
  const exact = await findByRef(database, keychain, tenant, query.trim());
  if (exact && !found.some(({ user_id }) => user_id === exact.id))
    found.unshift(await openUser(database, keychain, tenant, exact));
  return {
    users: await withHeld(services, tenant, found.slice(offset, offset + limit)),
    found: found.length,
    searched_all: total <= searchedMax,
  };
}

async function matching(
  { database, keychain }: MemoryServices,
  tenant: Tenant,
  words: string,
): Promise<User[]> {
  const found: User[] = [];
  for (let offset = 0; offset < searchedMax; offset += openedAtATime) {
    const page = { limit: openedAtATime, offset };
    const rows = await newestUsers(database, tenant.organizationId, page);
    const users = await Promise.all(rows.map((row) => openUser(database, keychain, tenant, row)));
    found.push(
      ...users.filter(({ user_id, external_ref, display_name }) =>
        [user_id, external_ref ?? "", display_name ?? ""].some((field) => folded(field).includes(words)),
      ),
    );
    if (rows.length < openedAtATime) break;
  }
  return found;
}

const folded = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

async function withHeld(
  { database }: MemoryServices,
  tenant: Tenant,
  users: readonly User[],
): Promise<z.input<typeof BrowsedUser>[]> {
  const held = await heldOf(
    database,
    tenant.organizationId,
    users.map(({ user_id }) => user_id),
  );
  const byId = new Map(held.map((one) => [one.id, one]));
  return users.map((user) => {
    const { conversations = 0, interactions = 0, lastSaidAt = null } = byId.get(user.user_id) ?? {};
    return {
      ...user,
      conversation_count: conversations,
      interaction_count: interactions,
      last_said_at: lastSaidAt?.toISOString() ?? null,
    };
  });
}
