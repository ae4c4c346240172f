import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { webhookSettings } from "../../webhooks/endpoints/store.ts";
import { newId } from "../ids.ts";
import { type Tenant, TenantSettings } from "./tenant.ts";

const saltBytes = 32;

/** The tenant that an organization is. One that never used memory becomes a tenant now. */
export async function tenantOf(db: Queryable, organizationId: number, now: Date): Promise<Tenant> {
  const found = await findTenant(db, organizationId);
  if (found) return found;
  await insertTenant(db, organizationId, { email: null, settings: {}, createdAt: now }).catch((error) => {
    // Deleted while this call was under way.
    if (violates(error, "tenants_organization_id_fkey")) throw fail.invalidKey();
    throw error;
  });
  return (await findTenant(db, organizationId)) as Tenant;
}

async function findTenant(db: Queryable, organizationId: number): Promise<Tenant | undefined> {
  return (await tenantsOf(db, [organizationId]))[0];
}

/** The tenants that organizations are, in the order asked; undefined for one that never used memory. */
export async function tenantsOf(
  db: Queryable,
  organizationIds: readonly number[],
): Promise<(Tenant | undefined)[]> {
  const rows = await db.query<Omit<Tenant, "settings"> & { settings: object }>(
    prepared(
      "tenants",
      sql`select organization_id as "organizationId", id, status, settings || ${webhookSettings} as settings, key_version as "keyVersion", byok_check as "byokCheck"
          from tenants t where organization_id = any(${[...new Set(organizationIds)]}::bigint[])`,
    ),
  );
  const tenants = new Map(
    rows.map((row) => [row.organizationId, { ...row, settings: TenantSettings.parse(row.settings) }]),
  );
  return organizationIds.map((id) => tenants.get(id));
}

export interface TenantToInsert {
  email: string | null;
  settings: object;
  createdAt: Date;
}

/** Makes an organization a tenant with a key of its own; false when the e-mail address belongs to another. */
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

/** A tenant with what it holds, counted now. */
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

/** How many users a tenant has. */
export async function countUsers(db: Queryable, organizationId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from memory_users where organization_id = ${organizationId}`,
  );
  return n;
}

/** Renames a tenant and changes the settings that are named. */
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

/** A new version of the tenant's key: what is written from now on is sealed under it. */
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

/** Makes this transaction the only one that adds users to a tenant or gives it a key, until it ends; the tenant as it is now. */
export async function lockTenant(tx: Queryable, organizationId: number): Promise<Tenant> {
  await tx.execute(sql`select 1 from tenants where organization_id = ${organizationId} for no key update`);
  const tenant = await findTenant(tx, organizationId);
  if (!tenant || tenant.status === "deleted") throw fail.invalidKey(); // it ended while this call was under way
  return tenant;
}

/** Users of a tenant that are still under a former key. */
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
