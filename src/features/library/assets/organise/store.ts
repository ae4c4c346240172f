import sql from "sql-template-tag";
import { fail } from "../../../../kernel/failure.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { LockedLibraries } from "../../libraries/store.ts";

/** Fails with `RESOURCE_NOT_FOUND` unless all these assets are in the library and none is in the trash. */
export async function mustHoldAll(tx: Queryable, libraryId: number, ids: readonly string[]): Promise<void> {
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from assets
        where library_id = ${libraryId} and trashed_at is null and id = any(${ids}::text[])`,
  );
  if (n !== new Set(ids).size) throw fail.missing("asset");
}

export async function anyView(tx: Queryable, libraryId: number, ids: readonly string[]): Promise<boolean> {
  const view = await tx.maybe(
    sql`select 1 from assets where library_id = ${libraryId} and id = any(${ids}::text[]) and parent_id is not null limit 1`,
  );
  return view !== undefined;
}

/** The limit of tags per asset. Each tag is a search term and is counted in its library. */
export const tagsMax = 100;

/**
 * Adds missing tags. Returns how many (asset, tag) pairs were added. `keys` are the folded tags. Fails with `BAD_USER_INPUT`
 * if an asset would have too many.
 */
export async function addTags(
  tx: LockedLibraries,
  libraryId: number,
  assetIds: readonly string[],
  { tags, keys }: { tags: readonly string[]; keys: readonly string[] },
  at: Date,
): Promise<number> {
  const { pairs, most } = await tx.one<{ pairs: number; most: number }>(
    sql`with missing as (
          select a.id, array_agg(w.tag order by w.n) as tags, array_agg(w.key order by w.n) as keys
          from assets a
          join unnest(${tags}::text[], ${keys}::text[]) with ordinality as w(tag, key, n) on w.key <> all(a.tag_keys)
          where a.library_id = ${libraryId} and a.id = any(${assetIds}::text[])
          group by a.id),
        changed as (
          update assets a set tags = a.tags || m.tags, tag_keys = a.tag_keys || m.keys, updated_at = ${at}
          from missing m where a.id = m.id returning cardinality(m.keys) as pairs, cardinality(a.tag_keys) as carried)
        select coalesce(sum(pairs), 0)::int as pairs, coalesce(max(carried), 0) as most from changed`,
  );
  // The transaction ends here, so nothing is tagged.
  if (most > tagsMax) {
    throw fail.input(`tags: an asset can carry at most ${tagsMax} tags. Remove some of its tags first.`);
  }
  return pairs;
}

/** Removes tags. Returns how many (asset, tag) pairs were removed. */
export async function removeTags(
  tx: LockedLibraries,
  libraryId: number,
  assetIds: readonly string[],
  keys: readonly string[],
  at: Date,
): Promise<number> {
  const { pairs } = await tx.one<{ pairs: number }>(
    sql`with kept as (
          select a.id, cardinality(a.tag_keys) as before,
            coalesce(array_agg(u.tag order by u.n) filter (where u.key <> all(${keys}::text[])), '{}') as tags,
            coalesce(array_agg(u.key order by u.n) filter (where u.key <> all(${keys}::text[])), '{}') as keys
          from assets a cross join unnest(a.tags, a.tag_keys) with ordinality as u(tag, key, n)
          where a.library_id = ${libraryId} and a.id = any(${assetIds}::text[]) and a.tag_keys && ${keys}::text[]
          group by a.id),
        changed as (
          update assets a set tags = k.tags, tag_keys = k.keys, updated_at = ${at}
          from kept k where a.id = k.id returning k.before - cardinality(k.keys) as pairs)
        select coalesce(sum(pairs), 0)::int as pairs from changed`,
  );
  return pairs;
}

/** False if the library has no such asset. */
export async function describeAsset(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
  description: string,
  at: Date,
): Promise<boolean> {
  const changed = await tx.execute(
    sql`update assets set description = ${description}, updated_at = ${at}
        where library_id = ${libraryId} and id = ${assetId} and trashed_at is null`,
  );
  return changed === 1;
}

/**
 * Moves assets and their views to the end of another library of the organization, in the same order. Returns how many assets
 * moved. Fails with `RESOURCE_NOT_FOUND` if one of the libraries was deleted meanwhile.
 */
export async function moveAssets(
  tx: LockedLibraries,
  sourceId: number,
  targetId: number,
  assetIds: readonly string[],
  at: Date,
): Promise<number> {
  const moving = sql`library_id = ${sourceId} and (id = any(${assetIds}::text[]) or parent_id = any(${assetIds}::text[]))`;
  const moved = await tx.execute(
    sql`with moving as (select id, row_number() over (order by position) as n from assets where ${moving}),
        grown as (
          update libraries set last_position = last_position + (select count(*) from moving)
          where id = ${targetId} and organization_id = (select organization_id from libraries where id = ${sourceId})
          returning last_position - (select count(*) from moving) as before)
        update assets a set library_id = ${targetId}, position = grown.before + moving.n, updated_at = ${at}
        from moving, grown where a.id = moving.id`,
  );
  if (moved === 0) throw fail.missing("library");
  return new Set(assetIds).size;
}

export async function renameAsset(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
  name: string,
  at: Date,
): Promise<boolean> {
  const changed = await tx.execute(
    sql`update assets set name = ${name}, updated_at = ${at}
        where library_id = ${libraryId} and id = ${assetId} and trashed_at is null`,
  );
  return changed === 1;
}
