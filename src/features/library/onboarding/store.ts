import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** Whether there is an organization that is not only an agent's, waiting to be claimed. */
export const anyOrganization = async (db: Queryable): Promise<boolean> =>
  (await db.maybe(sql`select 1 from organizations where expires_at is null limit 1`)) !== undefined;

export const anyAccountBut = async (db: Queryable, accountId: string): Promise<boolean> =>
  (await db.maybe(sql`select 1 from accounts where id <> ${accountId} limit 1`)) !== undefined;

/** Lets only one transaction at a time set up a fresh server. */
export async function lockFreshServer(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('first home', 0))`);
}
