import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { TenantKey } from "../../sealing/platform-key.ts";

/** Keys of all tenants, in their order after one of them. */
export const tenantKeysAfter = (
  db: Queryable,
  after: Pick<TenantKey, "organizationId" | "version"> | undefined,
  limit: number,
): Promise<TenantKey[]> =>
  db.query(sql`
    select organization_id as "organizationId", version, salt, sealed_key as "sealedKey" from tenant_keys
    where (organization_id, version) > (${after?.organizationId ?? 0}, ${after?.version ?? 0})
    order by organization_id, version limit ${limit}`);

export const keepTenantKeys = (
  db: Queryable,
  keys: readonly (TenantKey & { sealedKey: Buffer })[],
): Promise<number> =>
  db.execute(sql`
    update tenant_keys k set sealed_key = u.sealed
    from unnest(${keys.map(({ organizationId }) => organizationId)}::bigint[], ${keys.map(({ version }) => version)}::int[],
        ${keys.map(({ sealedKey }) => sealedKey)}::bytea[]) as u(organization_id, version, sealed)
    where k.organization_id = u.organization_id and k.version = u.version`);

const isMovable = sql`coalesce(t.settings->>'encryption_mode', '') <> 'byok'`;

/** Gives each tenant a new version of its key, except those with a key of their own. Salts are 244 random bits. */
export const addKeyVersions = (db: Queryable, at: Date): Promise<number> =>
  db.execute(sql`
    with next as (
      update tenants t set key_version = key_version + 1 where ${isMovable} returning organization_id, key_version)
    insert into tenant_keys (organization_id, version, salt, created_at)
    select organization_id, key_version, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), ${at}
    from next`);

const behind = sql`memory_users u join tenants t using (organization_id) where u.key_version < t.key_version and ${isMovable}`;

/** Users that are still under a former key, in the order of their ids after one of them. */
export const usersOfFormerKeys = (
  db: Queryable,
  after: string,
  limit: number,
): Promise<{ organizationId: number; userId: string }[]> =>
  db.query(sql`
    select organization_id as "organizationId", u.id as "userId" from ${behind} and u.id > ${after} order by u.id limit ${limit}`);

export const countUsersOfFormerKeys = async (db: Queryable): Promise<number> =>
  (await db.one<{ users: number }>(sql`select count(*)::int as users from ${behind}`)).users;

/** Destroys former keys that nothing is under. No server runs meanwhile. */
export const dropUnusedKeys = (db: Queryable): Promise<number> =>
  db.execute(sql`
    delete from tenant_keys k using tenants t
    where k.organization_id = t.organization_id and k.version < t.key_version
      and not exists (select from memory_users u where u.organization_id = k.organization_id and u.key_version = k.version)
      and not exists (select from facts f where f.organization_id = k.organization_id and f.forgotten_key_version = k.version)`);
