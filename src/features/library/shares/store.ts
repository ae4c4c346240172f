import sql, { empty, type Sql } from "sql-template-tag";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import { presentName } from "../../identity/names/store.ts";
import type { DownloadedFile } from "../assets/download/store.ts";
import { hasThumbnails } from "../assets/has-thumbnails.ts";
import type { AssetRow } from "../assets/row/store.ts";
import type { LinkedAsset } from "../delivery/store.ts";

export interface ShareToInsert {
  id: string;
  tokenSha256: Buffer;
  name: string;
  assetIds: readonly string[] | null;
  tag: string | null;
  tagKey: string | null;
  createdBy: string;
  creatorId: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertShare(db: Queryable, libraryId: number, share: ShareToInsert): Promise<void> {
  await db.execute(
    sql`insert into shares (id, library_id, token_sha256, name, asset_ids, tag, tag_key, created_by, creator_id, created_at, expires_at)
        values (${share.id}, ${libraryId}, ${share.tokenSha256}, ${share.name}, ${share.assetIds}, ${share.tag},
          ${share.tagKey}, ${share.createdBy}, ${share.creatorId}, ${share.createdAt}, ${share.expiresAt})`,
  );
}

export interface ShareRow {
  id: string;
  name: string;
  /** How many assets were chosen; null for a tag or a whole library. */
  chosen: number | null;
  tag: string | null;
  createdBy: string;
  created: number;
  expiresAt: Date;
}

/** The library's links that were not revoked, newest first. */
export function sharesOf(
  db: Queryable,
  libraryId: number,
  page: { offset: number; limit: number },
): Promise<ShareRow[]> {
  return db.query<ShareRow>(
    sql`select id, name, cardinality(asset_ids) as chosen, tag, ${presentName(sql`creator_id`, sql`created_by`)} as "createdBy", ${unixMs("created_at")} as created,
          expires_at as "expiresAt"
        from shares where library_id = ${libraryId} and revoked_at is null
        order by created_at desc, id limit ${page.limit} offset ${page.offset}`,
  );
}

/** False if the library has no such link, or it was revoked before. */
export async function revokeShare(db: Queryable, libraryId: number, id: string, at: Date): Promise<boolean> {
  const revoked = await db.execute(
    sql`update shares set revoked_at = ${at} where library_id = ${libraryId} and id = ${id} and revoked_at is null`,
  );
  return revoked === 1;
}

export async function countLiveShares(db: Queryable, libraryId: number, now: Date): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from shares where library_id = ${libraryId} and revoked_at is null and expires_at > ${now}`,
  );
  return n;
}

/** Deletes links that ended before a time. */
export async function deleteEndedShares(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from shares where least(expires_at, revoked_at) < ${before}`);
}

/** What a link leads to. */
export interface Share {
  name: string;
  libraryId: number;
  librarySlug: string;
  assetIds: string[] | null;
  tagKey: string | null;
  /** When it expires or was revoked, or when its organization expires. */
  endsAt: Date;
}

export function findShare(db: Queryable, tokenSha256: Buffer): Promise<Share | undefined> {
  return db.maybe<Share>(
    sql`select s.name, s.library_id as "libraryId", l.slug as "librarySlug", s.asset_ids as "assetIds", s.tag_key as "tagKey",
          least(s.expires_at, s.revoked_at, o.expires_at) as "endsAt"
        from shares s join libraries l on l.id = s.library_id join organizations o on o.id = l.organization_id
        where s.token_sha256 = ${tokenSha256}`,
  );
}

/** An asset as a gallery shows it: no tags, no description and no person. */
export interface SharedAsset {
  id: string;
  name: string;
  filename: string;
  mediaType: MediaType;
  version: string;
  width: number | null;
  height: number | null;
  hasThumbnails: boolean;
}

// Chosen assets keep their order. Others are in the order of the library. What was trashed or moved away is not shown.
const shown = ({ libraryId, assetIds, tagKey }: Share): Sql =>
  assetIds
    ? sql`unnest(${assetIds}::text[]) with ordinality as wanted(id, n) join assets a on a.id = wanted.id
          left join assets parent on parent.id = a.parent_id
          where a.library_id = ${libraryId} and a.trashed_at is null and parent.trashed_at is null`
    : sql`assets a where a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null
          ${tagKey === null ? empty : sql`and a.tag_keys @> array[${tagKey}::text]`}`;

const order = ({ assetIds }: Share): Sql =>
  assetIds ? sql`order by wanted.n` : sql`order by a.position desc`;

export async function sharedPage(
  db: Queryable,
  share: Share,
  page: { offset: number; limit: number },
): Promise<SharedAsset[]> {
  const rows = await db.query<
    Omit<SharedAsset, "hasThumbnails"> & { status: AssetRow["status"]; wasDrawn: boolean }
  >(
    sql`select a.id, a.name, a.filename, a.media_type as "mediaType", a.version, a.width, a.height, a.status,
          a.blurhash is not null as "wasDrawn"
        from ${shown(share)} ${order(share)} limit ${page.limit} offset ${page.offset}`,
  );
  return rows.map(({ status, wasDrawn, ...row }) => ({
    ...row,
    hasThumbnails: hasThumbnails({ status, mediaType: row.mediaType }, wasDrawn),
  }));
}

/** The number and the bytes of what is shown, up to `filesMax` files. */
export function sharedSize(
  db: Queryable,
  share: Share,
  filesMax: number,
): Promise<{ files: number; bytes: number }> {
  return db.one(
    sql`select count(*)::int as files, coalesce(sum(bytes), 0)::bigint as bytes
        from (select coalesce(a.public_bytes, a.bytes) as bytes from ${shown(share)} limit ${filesMax}) as counted`,
  );
}

/** One asset of what is shown. */
export async function sharedAsset(
  db: Queryable,
  share: Share,
  assetId: string,
): Promise<LinkedAsset | undefined> {
  if (share.assetIds && !share.assetIds.includes(assetId)) return undefined;
  return db.maybe<LinkedAsset>(
    sql`select a.id, a.organization_id as "organizationId", null as "expiresAt", a.blob, a.media_type as "mediaType", a.stripped,
          a.version, a.filename, a.status = 'failed' as failed, a.width, a.height, a.edits,
          greatest(coalesce(a.replaced_at, a.created_at), a.edited_at) as "fileAt"
        from ${shown(share)} and a.id = ${assetId}`,
  );
}

export function sharedFiles(db: Queryable, share: Share, filesMax: number): Promise<DownloadedFile[]> {
  return db.query<DownloadedFile>(
    sql`select a.filename, a.media_type as "mediaType", a.blob, a.stripped, a.bytes, a.public_bytes as "publicBytes",
          a.created_at as "createdAt"
        from ${shown(share)} ${order(share)} limit ${filesMax}`,
  );
}
