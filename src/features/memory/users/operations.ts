import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { limitAndOffset } from "../paging.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { lockTenant } from "../tenants/store.ts";
import { BrowsedUser, browse, searchedMax } from "./browse.ts";
import { createUserIn } from "./create-user.ts";
import { findByRef, openUser } from "./sealed-user.ts";
import * as store from "./store.ts";
import { DisplayName, ExternalRef, Metadata, TimeZone, User, UserId, type UserSecrets } from "./user.ts";

export const createUser = defineOperation({
  name: "createUser",
  noun: "Users",
  summary: "Create a user",
  access: { kind: "scope", scope: "users:write" },
  input: z.strictObject({
    external_ref: ExternalRef.nullable().optional(),
    display_name: DisplayName.nullable().optional(),
    time_zone: TimeZone.nullable().optional(),
    metadata: Metadata.default({}),
  }),
  output: User,
  fails: ["CONFLICT", "FORBIDDEN"],
  memory: { method: "POST", path: "/users", status: 201 },
  async run(services, input, caller) {
    const tenant = await callersTenant(services, caller);
    const { external_ref = null, display_name = null, time_zone = null, metadata } = input;
    return services.database.transaction(async (tx) => {
      const row = await createUserIn(tx, services, tenant, {
        external_ref,
        display_name,
        time_zone,
        metadata,
      });
      return openUser(tx, services.keychain, tenant, row);
    });
  },
});

export const listUsers = defineOperation({
  name: "listUsers",
  noun: "Users",
  summary: "List the tenant's users",
  access: { kind: "scope", scope: "users:read" },
  input: z.strictObject({
    ...limitAndOffset,
    external_ref: ExternalRef.optional(),
    order: z.enum(["created", "active"]).default("created").meta({
      description: "`active`: those first whose conversations changed last.",
    }),
  }),
  output: z.object({ users: z.array(User), total: z.int(), limit: z.int(), offset: z.int() }),
  memory: { method: "GET", path: "/users" },
  async run(services, { limit, offset, external_ref, order }, caller) {
    const { database, keychain } = services;
    const tenant = await callersTenant(services, caller);
    const { rows, total } =
      external_ref === undefined
        ? await store.usersPage(database, tenant.organizationId, { limit, offset, order })
        : await oneOrNone(findByRef(database, keychain, tenant, external_ref), offset);
    const users = await Promise.all(rows.map((row) => openUser(database, keychain, tenant, row)));
    return { users, total, limit, offset };
  },
});

async function oneOrNone(found: Promise<store.UserRow | undefined>, offset: number) {
  const row = await found;
  return { rows: row && offset === 0 ? [row] : [], total: row ? 1 : 0 };
}

export const getUser = defineOperation({
  name: "getUser",
  noun: "Users",
  summary: "Get a user",
  access: { kind: "scope", scope: "users:read" },
  input: z.strictObject({ user_id: UserId }),
  output: User,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/users/:user_id" },
  async run(services, { user_id }, caller) {
    const tenant = await callersTenant(services, caller);
    const row = await store.userById(services.database, tenant.organizationId, user_id);
    if (!row) throw fail.missing("user");
    return openUser(services.database, services.keychain, tenant, row);
  },
});

export const updateUser = defineOperation({
  name: "updateUser",
  noun: "Users",
  summary: "Change a user",
  description: "Omitted fields stay unchanged. `metadata` is replaced as a whole.",
  access: { kind: "scope", scope: "users:write" },
  input: z.strictObject({
    user_id: UserId,
    external_ref: ExternalRef.nullable().optional(),
    display_name: DisplayName.nullable().optional(),
    time_zone: TimeZone.nullable().optional(),
    metadata: Metadata.optional(),
  }),
  output: User,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  memory: { method: "PATCH", path: "/users/:user_id" },
  async run(services, { user_id, ...change }, caller) {
    const { database, keychain, clock } = services;
    const tenant = await callersTenant(services, caller);
    return database.transaction(async (tx) => {
      if (change.external_ref !== undefined) await lockTenant(tx, tenant.organizationId);
      const row = await store.lockUser(tx, tenant.organizationId, user_id);
      if (!row) throw fail.missing("user");
      const sealing = await keychain.platform(tx, tenant, row.keyVersion);
      const secrets: UserSecrets = {
        ...sealing.open<UserSecrets>(row.id, row.sealed),
        ...definedOnly(change),
      };
      const other =
        secrets.external_ref === null
          ? undefined
          : await findByRef(tx, keychain, tenant, secrets.external_ref);
      if (other && other.id !== row.id)
        throw fail.conflict("external_ref: already belongs to another user of this tenant.");
      await store.updateUser(tx, tenant.organizationId, {
        id: row.id,
        externalRefHash: secrets.external_ref === null ? null : sealing.hash(secrets.external_ref),
        sealed: sealing.seal(row.id, secrets),
        at: clock.now(),
      });
      return openUser(
        tx,
        keychain,
        tenant,
        (await store.userById(tx, tenant.organizationId, user_id)) as store.UserRow,
      );
    });
  },
});

const definedOnly = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const browseUsers = defineOperation({
  name: "browseUsers",
  noun: "Users",
  summary: "Browse the tenant's users, newest first, with counts of their data",
  access: { kind: "scope", scope: "users:read" },
  heavy: "takes turns",
  input: z.strictObject({
    query: text(512)
      .default("")
      .meta({
        description: `Part of a reference, a name or an id, ignoring case. Searches the newest ${searchedMax} users; a whole reference is searched in all.`,
      }),
    ...limitAndOffset,
  }),
  output: z.object({
    users: z.array(BrowsedUser),
    found: z.int().meta({ description: "Total on all pages." }),
    searched_all: z.boolean(),
  }),
  async run(services, { query, limit, offset }, caller) {
    const tenant = await callersTenant(services, caller);
    return browse(services, tenant, query, { limit, offset });
  },
});
