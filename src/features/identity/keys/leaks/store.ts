import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";

export interface LeakedKey {
  keyId: string;
  name: string;
  hint: string;
  organizationId: number;
  organization: string;
  /** It is the secret that a rotation replaced, which still works for a while. */
  isPrevious: boolean;
}

/** What became of a key whose secret is public. */
export interface EndedLeak {
  key: LeakedKey;
  /** False where `LEAKED_KEYS=flag`. */
  revoked: boolean;
  url: string | undefined;
}

/** The key with this secret, locked until the transaction ends. */
export function lockLeakedKey(tx: Queryable, sha256: Buffer): Promise<LeakedKey | undefined> {
  return tx.maybe<LeakedKey>(
    sql`select k.id as "keyId", k.name, k.hint, o.id as "organizationId", o.slug as organization,
          k.token_sha256 <> ${sha256} as "isPrevious"
        from keys k join organizations o on o.id = k.organization_id
        where k.token_sha256 = ${sha256} or k.previous_sha256 = ${sha256} for update of k`,
  );
}

/** Notes that a secret of a key is public. The first time is kept. */
export async function flagSecret(tx: Queryable, keyId: string, sha256: Buffer, at: Date): Promise<void> {
  await tx.execute(
    sql`update keys set leaked_sha256 = ${sha256}, leaked_at = ${at}
        where id = ${keyId} and leaked_sha256 is distinct from ${sha256}`,
  );
}

/** Ends the secret that a rotation replaced. The key keeps its new one. */
export async function dropPreviousSecret(tx: Queryable, keyId: string): Promise<void> {
  await tx.execute(sql`update keys set previous_sha256 = null, previous_until = null where id = ${keyId}`);
}

/** Whom to tell about an organization's keys: its owners, or the address that started it. */
export async function ownersMailed(db: Queryable, organizationId: number): Promise<string[]> {
  const rows = await db.query<{ email: string }>(
    sql`select a.email from members m join accounts a on a.id = m.account_id
        where m.organization_id = ${organizationId} and m.role = 'owner'
        union select started_by from organizations
        where id = ${organizationId} and started_by is not null and expires_at is not null`,
  );
  return rows.map(({ email }) => email);
}
