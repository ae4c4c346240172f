import sql from "sql-template-tag";
import type { Queryable } from "./queryable.ts";

/** Keeps the fingerprint of the first server's secret; answers the one that is kept. Of two first starts, one is kept. */
export async function keepSecretFingerprint(db: Queryable, fingerprint: Buffer): Promise<Buffer> {
  await db.execute(
    sql`insert into server_secret (fingerprint) values (${fingerprint}) on conflict do nothing`,
  );
  const kept = await db.one<{ fingerprint: Buffer }>(sql`select fingerprint from server_secret`);
  return kept.fingerprint;
}
