import sql from "sql-template-tag";
import { type Queryable, unscoped } from "../../../platform/database/queryable.ts";

/** What one version of a tenant's key is made from. */
export interface KeySource {
  /** Random. */
  salt: Buffer;
  /** The key itself, sealed, if an earlier secret of the server made it. */
  sealedKey: Buffer | null;
}

export const keySource = (db: Queryable, organizationId: number, version: number): Promise<KeySource> =>
  db.one<KeySource>(
    sql`select salt, sealed_key as "sealedKey" from tenant_keys where organization_id = ${organizationId} and version = ${version}`,
  );

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
