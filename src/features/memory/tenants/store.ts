import { randomBytes } from "node:crypto";
import sql, { type Sql } from "sql-template-tag";
import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { subscribes, webhookSettings } from "../../webhooks/endpoints/store.ts";
import { newId } from "../ids.ts";
import { settingsInForce, type Tenant, TenantSettings } from "./tenant.ts";

const saltBytes = 32;

/** SQL: a text that changes when anything does that a `Tenant` is read from. `xmin` is the transaction that wrote a row. */
const stateOf = sql`concat_ws(' ', t.xmin, (select o.expires_at is null from organizations o where o.id = t.organization_id),
  (select string_agg(e.id || ' ' || e.xmin, ' ' order by e.id) from webhook_endpoints e where e.organization_id = t.organization_id))`;

/** The tenant of an organization. Created if the organization has not used memory before. */
export async function tenantOf(db: Queryable, organizationId: number, now: Date): Promise<Tenant> {
  const found = await findTenant(db, organizationId);
  if (found) return found;
  await insertTenant(db, organizationId, { email: null, settings: {}, createdAt: now }).catch((error) => {
    // The organization was deleted during this call.
    if (violates(error, "tenants_organization_id_fkey")) throw fail.invalidKey();
    throw error;
  });
  return (await findTenant(db, organizationId)) as Tenant;
}

async function findTenant(db: Queryable, organizationId: number): Promise<Tenant | undefined> {
  return (await tenantsOf(db, [organizationId]))[0];
}

/** The tenants of organizations, in the same order. Undefined for one that has not used memory. */
export async function tenantsOf(
  db: Queryable,
  organizationIds: readonly number[],
): Promise<(Tenant | undefined)[]> {
  const rows = await db.query<Omit<Tenant, "settings"> & { settings: object }>(
    prepared(
      "tenants",
      sql`select organization_id as "organizationId", id, status, settings || ${webhookSettings} as settings, key_version as "keyVersion", byok_check as "byokCheck",
            (select expires_at is not null from organizations o where o.id = t.organization_id) as unclaimed,
            ${subscribes("memory.ingested")} as "notifiesIngested", ${stateOf} as state
          from tenants t where organization_id = any(${[...new Set(organizationIds)]}::bigint[])`,
    ),
  );
  const tenants = new Map(
    rows.map((row) => [
      row.organizationId,
      { ...row, settings: settingsInForce(TenantSettings.parse(row.settings), row.unclaimed) },
    ]),
  );
  return organizationIds.map((id) => tenants.get(id));
}

/** Whether a tenant is still as it was read. Ingests go by a tenant that this process remembers, and ask in their own statement. */
export const isUnchanged = ({ organizationId, state }: Pick<Tenant, "organizationId" | "state">): Sql =>
  sql`(select ${stateOf} from tenants t where t.organization_id = ${organizationId}) = ${state}`;

export interface TenantToInsert {
  email: string | null;
  settings: object;
  createdAt: Date;
}

/** Creates a tenant with its own encryption key for an organization. False if another tenant has the email address. */
export async function insertTenant(
  db: Queryable,
  organizationId: number,
  tenant: TenantToInsert,
): Promise<boolean> {
  const inserted = await db.execute(
    sql`with made as (
          insert into tenants (organization_id, id, email, settings, created_at, updated_at)
          values (${organizationId}, ${newId("ten")}, ${tenant.email}, ${JSON.stringify(tenant.settings)}::jsonb, ${tenant.createdAt}, ${tenant.createdAt})
          on conflict do nothing returning organization_id)
        insert into tenant_keys (organization_id, version, salt, created_at)
        select organization_id, 1, ${randomBytes(saltBytes)}, ${tenant.createdAt} from made`,
  );
  return inserted === 1;
}

export interface TenantRecord {
  id: string;
  name: string | null;
  email: string | null;
  status: Tenant["status"];
  settings: object;
  createdAt: Date;
  updatedAt: Date;
  users: number;
  conversations: number;
  interactions: number;
  bytes: number;
}

/** A tenant with current counts of its data. */
export function tenantRecord(db: Queryable, organizationId: number): Promise<TenantRecord> {
  return db.one<TenantRecord>(
    sql`select t.id, o.name, t.email, t.status, t.settings || ${webhookSettings} as settings, t.created_at as "createdAt", t.updated_at as "updatedAt",
          (select count(*) from memory_users u where u.organization_id = o.id) as users,
          (select count(*) from conversations c where c.organization_id = o.id) as conversations,
          i.n as interactions, i.bytes
        from tenants t join organizations o on o.id = t.organization_id
        cross join lateral (
          select count(*) as n, coalesce(sum(octet_length(sealed) + octet_length(terms)), 0)::bigint as bytes
          from interactions where organization_id = o.id) i
        where t.organization_id = ${organizationId}`,
  );
}

/** The organization of the tenant with this email address, and when it expires. */
export function tenantOfEmail(
  db: Queryable,
  email: string,
): Promise<{ organizationId: number; expiresAt: Date | null } | undefined> {
  return db.maybe(
    sql`select o.id as "organizationId", o.expires_at as "expiresAt"
        from tenants t join organizations o on o.id = t.organization_id where lower(t.email) = lower(${email})`,
  );
}

/** Bytes of a tenant's exchanges. */
export async function exchangeBytes(db: Queryable, organizationId: number): Promise<number> {
  const { bytes } = await db.one<{ bytes: number }>(
    sql`select coalesce(sum(octet_length(sealed) + octet_length(terms)), 0)::bigint as bytes
        from interactions where organization_id = ${organizationId}`,
  );
  return bytes;
}

/** The number of users of a tenant. */
export async function countUsers(db: Queryable, organizationId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from memory_users where organization_id = ${organizationId}`,
  );
  return n;
}

/** Renames a tenant and changes the given settings. */
export async function updateTenant(
  db: Queryable,
  organizationId: number,
  change: { name: string | undefined; settings: object; at: Date },
): Promise<void> {
  if (change.name !== undefined) {
    await db.execute(sql`update organizations set name = ${change.name} where id = ${organizationId}`);
  }
  await db.execute(
    sql`update tenants set settings = settings || ${JSON.stringify(change.settings)}::jsonb, updated_at = ${change.at}
        where organization_id = ${organizationId}`,
  );
}

/** Adds a version of the tenant's key. It encrypts everything written from now on. */
export async function addKeyVersion(db: Queryable, organizationId: number, at: Date): Promise<number> {
  const { version } = await db.one<{ version: number }>(
    sql`with next as (
          update tenants set key_version = key_version + 1, updated_at = ${at} where organization_id = ${organizationId}
          returning key_version)
        insert into tenant_keys (organization_id, version, salt, created_at)
        select ${organizationId}, key_version, ${randomBytes(saltBytes)}, ${at} from next returning version`,
  );
  return version;
}

/** Locks the tenant, so that no other transaction adds users or keys until this one ends. Returns the current tenant. */
export async function lockTenant(tx: Queryable, organizationId: number): Promise<Tenant> {
  await tx.execute(sql`select 1 from tenants where organization_id = ${organizationId} for no key update`);
  const tenant = await findTenant(tx, organizationId);
  if (!tenant || tenant.status === "deleted") throw fail.invalidKey(); // it was deleted during this call
  return tenant;
}

/** Users of a tenant that still use a former key. */
export function usersToRotate(
  db: Queryable,
  organizationId: number,
): Promise<{ organizationId: number; userId: string }[]> {
  return db.query(
    sql`select u.organization_id as "organizationId", u.id as "userId"
        from memory_users u join tenants t using (organization_id)
        where u.organization_id = ${organizationId} and u.key_version < t.key_version`,
  );
}
