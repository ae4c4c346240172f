import sql from "sql-template-tag";
import { type Queryable, unscoped } from "../../../platform/database/queryable.ts";

/** The random salt of one version of a tenant's key. */
export async function saltOf(db: Queryable, organizationId: number, version: number): Promise<Buffer> {
  const { salt } = await db.one<{ salt: Buffer }>(
    sql`select salt from tenant_keys where organization_id = ${organizationId} and version = ${version}`,
  );
  return salt;
}

/** The versions of a tenant's key that still exist. */
export async function keyVersionsOf(db: Queryable, organizationId: number): Promise<number[]> {
  const rows = await db.query<{ version: number }>(
    sql`select version from tenant_keys where organization_id = ${organizationId}`,
  );
  return rows.map(({ version }) => version);
}

/**
 * Stores the check value of a tenant's own key unless there already is one. Returns the stored value. The first call with a
 * key may be one that only reads, which could not write under row-level security.
 */
export async function keepKeyCheck(db: Queryable, organizationId: number, check: Buffer): Promise<Buffer> {
  const { stored } = await db.one<{ stored: Buffer }>(
    unscoped(sql`update tenants set byok_check = coalesce(byok_check, ${check}) where organization_id = ${organizationId}
                 returning byok_check as stored`),
  );
  return stored;
}
