import sql from "sql-template-tag";
import type { Database } from "./database.ts";
import type { Queryable } from "./queryable.ts";
import { runWithin } from "./time-limit.ts";
import { type RunTransaction, transactionsOn } from "./transaction.ts";

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

/** The stored fingerprint, while no process can read or store one until the transaction ends. Undefined if there is none. */
export async function lockSecretFingerprint(tx: Queryable): Promise<Buffer | undefined> {
  await tx.execute(sql`lock table server_secret in access exclusive mode`);
  return secretFingerprint(tx);
}

/** The stored fingerprint, which nobody replaces until the transaction ends. */
export async function secretFingerprint(tx: Queryable): Promise<Buffer | undefined> {
  const kept = await tx.maybe<{ fingerprint: Buffer }>(sql`select fingerprint from server_secret`);
  return kept?.fingerprint;
}

export const replaceSecretFingerprint = (tx: Queryable, fingerprint: Buffer): Promise<number> =>
  tx.execute(sql`update server_secret set fingerprint = ${fingerprint}`);

/** Transactions whose statements may take as long as they need: those that look at whole tables. */
export const longTransaction = ({ sessions }: Database): RunTransaction =>
  transactionsOn(sessions, runWithin(0), async () => "; SET LOCAL statement_timeout = 0");
