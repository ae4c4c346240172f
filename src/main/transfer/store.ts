import sql from "sql-template-tag";
import type { MediaType } from "../../media/sniff/media-type.ts";
import type { Queryable } from "../../platform/database/queryable.ts";

export const organizationToCarry = (
  db: Queryable,
  id: number,
): Promise<{ slug: string; assets: number; bytes: number }> =>
  db.one(sql`
    select slug, (select count(*)::int from assets a where a.organization_id = o.id) as assets,
      (select coalesce(sum(bytes), 0)::float8 from assets a where a.organization_id = o.id) as bytes
    from organizations o where id = ${id}`);

export interface FilesOfAsset {
  id: string;
  blob: string;
  mediaType: MediaType;
  /** The slug of its library. */
  library: string;
}

const assetsAtOnce = 500;

/** Where the files of an organization's assets are, within a transaction. */
export async function* filesOfAssets(tx: Queryable, organizationId: number): AsyncIterable<FilesOfAsset> {
  await tx.execute(sql`
    declare files no scroll cursor for
      select a.id, a.blob, a.media_type as "mediaType", l.slug as library
      from assets a join libraries l on l.id = a.library_id where a.organization_id = ${organizationId}
      order by l.id, a.position`);
  for (;;) {
    const some = await tx.query<FilesOfAsset>(sql`fetch 500 from files`);
    yield* some;
    if (some.length < assetsAtOnce) return;
  }
}

/** What is taken here of what an organization would bring. */
export const slugIsTaken = async (db: Queryable, slug: string): Promise<boolean> =>
  (
    await db.one<{ taken: boolean }>(sql`
      select exists (select from organizations where slug = ${slug})
          or exists (select from former_slugs where slug = ${slug}) as taken`)
  ).taken;

export const idOfSlug = async (tx: Queryable, slug: string): Promise<number> =>
  (await tx.one<{ id: number }>(sql`select id from organizations where slug = ${slug}`)).id;

export const setSlug = (tx: Queryable, organizationId: number, slug: string): Promise<number> =>
  tx.execute(sql`update organizations set slug = ${slug} where id = ${organizationId}`);

/** The ids of an organization's libraries by slug. */
export const librariesOf = (tx: Queryable, organizationId: number): Promise<{ id: number; slug: string }[]> =>
  tx.query(sql`select id, slug from libraries where organization_id = ${organizationId}`);

/** The accounts with these addresses, locked until the transaction ends: none is deleted before it is a member. */
export const accountsWith = (
  tx: Queryable,
  emails: readonly string[],
): Promise<{ id: string; email: string }[]> =>
  tx.query(
    sql`select id, email from accounts where email = any(${emails}::text[]) order by id for no key update`,
  );

/** Those of the slugs that nobody has or had. */
export const freeSlugs = async (tx: Queryable, slugs: readonly string[]): Promise<string[]> =>
  (
    await tx.query<{ slug: string }>(sql`
      select slug from unnest(${slugs}::text[]) as s(slug)
      where not exists (select from organizations o where o.slug = s.slug)
        and not exists (select from former_slugs f where f.slug = s.slug)`)
  ).map(({ slug }) => slug);

/** Spells tags as they were, where triggers took the first spelling that they saw. */
export const spellTags = (
  tx: Queryable,
  tags: readonly { libraryId: number; tagKey: string; tag: string }[],
): Promise<number> =>
  tx.execute(sql`
    update library_tags t set tag = u.tag
    from unnest(${tags.map(({ libraryId }) => libraryId)}::bigint[], ${tags.map(({ tagKey }) => tagKey)}::text[],
        ${tags.map(({ tag }) => tag)}::text[]) as u(library_id, tag_key, tag)
    where t.library_id = u.library_id and t.tag_key = u.tag_key and t.tag <> u.tag`);

/** Takes the files of the organization's assets out of those that belong to no row yet. Returns how many there were. */
export const takeStaged = (tx: Queryable, organizationId: number): Promise<number> =>
  tx.execute(sql`
    delete from staged_blobs s using assets a where a.organization_id = ${organizationId} and a.blob = s.blob and not s.swept`);

/** The pictures that wait to be processed. */
export const picturesWaiting = (
  tx: Queryable,
  organizationId: number,
): Promise<{ assetId: string; blob: string }[]> =>
  tx.query(sql`
    select id as "assetId", blob from assets where organization_id = ${organizationId} and status = 'processing'`);

export const hasUsers = async (tx: Queryable, organizationId: number): Promise<boolean> =>
  (await tx.query(sql`select 1 from memory_users where organization_id = ${organizationId} limit 1`)).length >
  0;
