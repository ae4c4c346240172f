import sql, { empty } from "sql-template-tag";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";

export interface SizedAsset {
  id: string;
  bytes: number;
}

/** Up to `limit` of the library's newest assets, without views. With `tagKeys`, those with any of these tags. */
export function newestToDownload(
  db: Queryable,
  libraryId: number,
  tagKeys: readonly string[],
  limit: number,
): Promise<SizedAsset[]> {
  return db.query<SizedAsset>(
    sql`select id, coalesce(public_bytes, bytes) as bytes from assets
        where library_id = ${libraryId} and parent_id is null and trashed_at is null
          ${tagKeys.length > 0 ? sql`and tag_keys && ${tagKeys}::text[]` : empty}
        order by position desc limit ${limit}`,
  );
}

/** These assets and views of the library, in the order of the ids. Those in the trash are left out. */
export function sizedAssets(db: Queryable, libraryId: number, ids: readonly string[]): Promise<SizedAsset[]> {
  return db.query<SizedAsset>(
    sql`select a.id, coalesce(a.public_bytes, a.bytes) as bytes
        from unnest(${ids}::text[]) with ordinality as wanted(id, n) join assets a on a.id = wanted.id
        where a.library_id = ${libraryId} and a.trashed_at is null order by wanted.n`,
  );
}

export interface DownloadToInsert {
  sha256: Buffer;
  /** null if a signed-in person asks. */
  keyId: string | null;
  assetIds: readonly string[];
  expiresAt: Date;
}

export async function insertDownload(
  db: Queryable,
  libraryId: number,
  { sha256, keyId, assetIds, expiresAt }: DownloadToInsert,
): Promise<void> {
  await db.execute(
    sql`insert into downloads (token_sha256, key_id, library_id, asset_ids, expires_at)
        values (${sha256}, ${keyId}, ${libraryId}, ${assetIds}, ${expiresAt})`,
  );
}

export interface Download {
  keyId: string | null;
  organizationSlug: string;
  librarySlug: string;
  assetIds: string[];
}

/** The download behind a link. Undefined if the link is unknown or has expired. */
export function findDownload(db: Queryable, sha256: Buffer, now: Date): Promise<Download | undefined> {
  return db.maybe<Download>(
    sql`select d.key_id as "keyId", o.slug as "organizationSlug", l.slug as "librarySlug", d.asset_ids as "assetIds"
        from downloads d join libraries l on l.id = d.library_id join organizations o on o.id = l.organization_id
        where d.token_sha256 = ${sha256} and d.expires_at > ${now}`,
  );
}

export async function deleteExpiredDownloads(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`delete from downloads where expires_at <= ${now}`);
}

export interface DownloadedFile {
  filename: string;
  mediaType: MediaType;
  blob: string;
  stripped: boolean;
  bytes: number;
  publicBytes: number | null;
  createdAt: Date;
}

/** The files of a download, in its order. Those that were deleted since are left out. */
export function downloadedFiles(
  db: Queryable,
  libraryId: number,
  ids: readonly string[],
): Promise<DownloadedFile[]> {
  return db.query<DownloadedFile>(
    sql`select a.filename, a.media_type as "mediaType", a.blob, a.stripped, a.bytes, a.public_bytes as "publicBytes",
          a.created_at as "createdAt"
        from unnest(${ids}::text[]) with ordinality as wanted(id, n) join assets a on a.id = wanted.id
        left join assets parent on parent.id = a.parent_id
        where a.library_id = ${libraryId} and a.trashed_at is null and parent.trashed_at is null order by wanted.n`,
  );
}
