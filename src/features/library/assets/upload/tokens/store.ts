import sql from "sql-template-tag";
import type { Queryable } from "../../../../../platform/database/queryable.ts";

export interface UploadTokenToInsert {
  sha256: Buffer;
  keyId: string;
  parentId: string | null;
  filename: string;
  expiresAt: Date;
}

export async function insertUploadToken(
  db: Queryable,
  libraryId: number,
  token: UploadTokenToInsert,
): Promise<void> {
  await db.execute(
    sql`insert into upload_tickets (token_sha256, key_id, library_id, parent_id, filename, expires_at)
        values (${token.sha256}, ${token.keyId}, ${libraryId}, ${token.parentId}, ${token.filename}, ${token.expiresAt})`,
  );
}

/** The target of an upload address. */
export interface UploadToken {
  keyId: string;
  organizationSlug: string;
  librarySlug: string;
  parentId: string | null;
  filename: string;
}

/** The upload token with this hash. Undefined if it is unknown, used or expired. */
export function findUploadToken(db: Queryable, sha256: Buffer, now: Date): Promise<UploadToken | undefined> {
  return db.maybe<UploadToken>(
    sql`select t.key_id as "keyId", o.slug as "organizationSlug", l.slug as "librarySlug", t.parent_id as "parentId", t.filename
        from upload_tickets t join libraries l on l.id = t.library_id join organizations o on o.id = l.organization_id
        where t.token_sha256 = ${sha256} and t.expires_at > ${now}`,
  );
}

/** Uses up a token, in the transaction that commits its file. False if another upload was first. */
export async function spendUploadToken(tx: Queryable, sha256: Buffer): Promise<boolean> {
  return (await tx.execute(sql`delete from upload_tickets where token_sha256 = ${sha256}`)) === 1;
}

export async function deleteExpiredUploadTokens(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`delete from upload_tickets where expires_at <= ${now}`);
}
