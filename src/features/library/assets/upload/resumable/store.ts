import sql from "sql-template-tag";
import type { Queryable } from "../../../../../platform/database/queryable.ts";

/** An upload that arrives in parts. */
export interface ResumableUpload {
  id: number;
  keyId: string | null;
  /** Set if a signed-in person uploads. */
  accountId: string | null;
  /** It was begun by an upload address: whoever has its own address may go on. */
  addressIsCredential: boolean;
  organizationSlug: string;
  librarySlug: string;
  libraryId: number;
  filename: string;
  parentId: string | null;
  onDuplicate: string;
  /** As the client sent it. */
  metadata: string;
  bytes: number;
  received: number;
  parts: number;
  /** Set when it is finished. */
  assetId: string | null;
  /** The asset that had the same file before. */
  duplicateOf: string | null;
  expiresAt: Date;
}

type Found =
  | "id"
  | "organizationSlug"
  | "librarySlug"
  | "libraryId"
  | "received"
  | "parts"
  | "assetId"
  | "duplicateOf";

export type ResumableToInsert = Omit<ResumableUpload, Found> & {
  tokenSha256: Buffer;
  organizationId: number;
  libraryId: number;
};

export async function insertResumable(tx: Queryable, upload: ResumableToInsert): Promise<void> {
  await tx.execute(
    sql`insert into resumable_uploads (token_sha256, organization_id, library_id, key_id, account_id, address_is_credential,
          filename, parent_id, on_duplicate, metadata, bytes, expires_at)
        values (${upload.tokenSha256}, ${upload.organizationId}, ${upload.libraryId}, ${upload.keyId}, ${upload.accountId},
          ${upload.addressIsCredential}, ${upload.filename}, ${upload.parentId}, ${upload.onDuplicate}, ${upload.metadata},
          ${upload.bytes}, ${upload.expiresAt})`,
  );
}

/** The upload with this address, also one that has expired. */
export function findResumable(db: Queryable, tokenSha256: Buffer): Promise<ResumableUpload | undefined> {
  return db.maybe<ResumableUpload>(
    sql`select u.id, u.key_id as "keyId", u.account_id as "accountId", u.address_is_credential as "addressIsCredential",
          o.slug as "organizationSlug", l.slug as "librarySlug", l.id as "libraryId", u.filename, u.parent_id as "parentId",
          u.on_duplicate as "onDuplicate", u.metadata, u.bytes, u.received, u.parts, u.asset_id as "assetId",
          u.duplicate_of as "duplicateOf",
          u.expires_at as "expiresAt"
        from resumable_uploads u join libraries l on l.id = u.library_id join organizations o on o.id = l.organization_id
        where u.token_sha256 = ${tokenSha256}`,
  );
}

/** The bytes that the unfinished uploads of an organization reserve, and how many they are, without one of them. */
export function reservedBy(
  db: Queryable,
  organizationId: number,
  exceptId = 0,
): Promise<{ bytes: number; uploads: number }> {
  return db.one<{ bytes: number; uploads: number }>(
    sql`select coalesce(sum(bytes), 0)::bigint as bytes, count(*) as uploads from resumable_uploads
        where organization_id = ${organizationId} and asset_id is null and not ended and id <> ${exceptId}`,
  );
}

export interface Part {
  start: number;
  bytes: number;
  blob: string;
}

/**
 * Adds a part at the end of what has arrived. False if another request, of any process, was first or the upload is gone: this
 * is what makes an upload go on in one place at a time.
 */
export async function appendPart(db: Queryable, id: number, { start, bytes, blob }: Part): Promise<boolean> {
  const appended = await db.execute(
    sql`with grown as (
          update resumable_uploads set received = received + ${bytes}, parts = parts + 1
          where id = ${id} and received = ${start} and received + ${bytes} <= bytes and asset_id is null and not ended
          returning id)
        insert into resumable_parts (upload_id, start, bytes, blob) select id, ${start}, ${bytes}, ${blob} from grown`,
  );
  return appended === 1;
}

export function partsOf(db: Queryable, id: number): Promise<Part[]> {
  return db.query<Part>(
    sql`select start, bytes, blob from resumable_parts where upload_id = ${id} order by start`,
  );
}

/** Marks an upload as finished, in the transaction that adds its asset. False if another request was first. */
export async function finishResumable(
  tx: Queryable,
  id: number,
  { assetId, duplicateOf }: { assetId: string; duplicateOf: string | undefined },
): Promise<boolean> {
  const finished = await tx.execute(
    sql`update resumable_uploads set asset_id = ${assetId}, duplicate_of = ${duplicateOf ?? null}
        where id = ${id} and asset_id is null and not ended`,
  );
  return finished === 1;
}

/** Deletes an upload that is not finished. False if it is, or is gone. */
export async function deleteResumable(db: Queryable, id: number): Promise<boolean> {
  const deleted = await db.execute(sql`delete from resumable_uploads where id = ${id} and asset_id is null`);
  return deleted === 1;
}

export async function deleteParts(db: Queryable, id: number): Promise<void> {
  await db.execute(sql`delete from resumable_parts where upload_id = ${id}`);
}

/** Ends up to `limit` uploads that expired: they take no more parts, and reserve nothing. Returns their ids. */
export async function endExpired(db: Queryable, now: Date, limit: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`update resumable_uploads set ended = true
        where id in (select id from resumable_uploads
                     where expires_at <= ${now} and not ended order by expires_at limit ${limit})
        returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Forgets uploads that expired before a time, finished ones too. */
export async function forgetExpired(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from resumable_uploads where expires_at <= ${before} and ended`);
}
