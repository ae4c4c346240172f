import sql from "sql-template-tag";
import type { Queryable } from "./queryable.ts";

/**
 * Stores the secret's fingerprint unless there is one, and returns the stored one. Safe with concurrent first starts.
 */
export async function keepSecretFingerprint(db: Queryable, fingerprint: Buffer): Promise<Buffer> {
  await db.execute(
    sql`insert into server_secret (fingerprint) values (${fingerprint}) on conflict do nothing`,
  );
  const kept = await db.one<{ fingerprint: Buffer }>(sql`select fingerprint from server_secret`);
  return kept.fingerprint;
}
