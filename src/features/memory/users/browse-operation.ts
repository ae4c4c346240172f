import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { limitAndOffset } from "../paging.ts";
import type { MemoryServices } from "../services.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { heldOf, newestUsers } from "./browse-store.ts";
import { findByRef, openUser } from "./sealed-user.ts";
import { countUsers } from "./store.ts";
import { User } from "./user.ts";

// References and names are sealed: to look for a part of one, they are opened one after another.
const searchedMax = 5_000;
// Between these, others get their turn.
const openedAtATime = 250;

const BrowsedUser = User.extend({
  conversation_count: z.int(),
  interaction_count: z.int(),
  last_said_at: z.iso.datetime().nullable().meta({ description: "Of the exchange that came last." }),
});

export const browseUsers = defineOperation({
  name: "browseUsers",
  noun: "Users",
  summary: "Look through the tenant's users, newest first, with how much is held of each",
  access: { kind: "scope", scope: "users:read" },
  input: z.strictObject({
    query: text(512)
      .default("")
      .meta({
        description: `A part of a reference, a name or an id, ignoring case; looked for in the newest ${searchedMax} users, and a whole reference in all.`,
      }),
    ...limitAndOffset,
  }),
  output: z.object({
    users: z.array(BrowsedUser),
    found: z.int().meta({ description: "How many there are, on all pages." }),
    searched_all: z.boolean(),
  }),
  async run(services, { query, limit, offset }, caller) {
    const { database, keychain } = services;
    const tenant = await callersTenant(services, caller);
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
  },
});

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
        [user_id, external_ref ?? "", display_name ?? ""].some((said) => folded(said).includes(words)),
      ),
    );
    if (rows.length < openedAtATime) break;
  }
  return found;
}

const folded = (said: string): string => said.normalize("NFKC").trim().toLowerCase();

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
