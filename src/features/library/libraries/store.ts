import sql, { type Sql } from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import type { Library, Tag } from "./library.ts";

// The number of tags in a library's answer.
const tagsShown = 20;

const librarySelect = (where: Sql) =>
  sql`select l.slug as id, l.name, coalesce(n.assets, 0)::int as "assetsCount", coalesce(n.assets, 0)::int as "photosCount",
        coalesce(n.trashed, 0)::int as "trashCount",
        l.is_private as private, l.link_seconds as "linkSeconds", coalesce(t.tags, '[]') as tags
      from libraries l
      left join lateral (select sum(assets) as assets, sum(trashed) as trashed from asset_runs where library_id = l.id) n on true
      left join lateral (
        select json_agg(json_build_object('id', tag, 'count', assets, 'type', 'user')) as tags
        from (select tag, assets from library_tags where library_id = l.id and assets > 0
              order by assets desc, tag_key limit ${tagsShown}) top) t on true
      where ${where}`;

/** Libraries by row id, oldest first. */
export function librariesPage(
  db: Queryable,
  organizationId: number,
  libraryIds: readonly number[],
  page: { offset: number; limit: number },
): Promise<Library[]> {
  return db.query<Library>(
    prepared(
      "libraries-page",
      sql`${librarySelect(sql`l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])`)}
          order by l.id limit ${page.limit} offset ${page.offset}`,
    ),
  );
}

export function library(db: Queryable, organizationId: number, libraryId: number): Promise<Library> {
  return db.one<Library>(librarySelect(sql`l.organization_id = ${organizationId} and l.id = ${libraryId}`));
}

/** Returns the new row id. Undefined if the organization already has a library with this slug. */
export async function insertLibrary(
  db: Queryable,
  organizationId: number,
  library: { slug: string; name: string; createdAt: Date },
): Promise<number | undefined> {
  const row = await db.maybe<{ id: number }>(
    sql`insert into libraries (organization_id, slug, name, created_at)
        values (${organizationId}, ${library.slug}, ${library.name}, ${library.createdAt})
        on conflict (organization_id, slug) do nothing returning id`,
  );
  return row?.id;
}

export async function renameLibrary(
  db: Queryable,
  organizationId: number,
  libraryId: number,
  name: string,
): Promise<void> {
  await db.execute(
    sql`update libraries set name = ${name} where organization_id = ${organizationId} and id = ${libraryId}`,
  );
}

/** Sets whether links need a signature, and how long those in answers work unless `linkSeconds` is undefined. */
export async function setPrivacy(
  db: Queryable,
  libraryId: number,
  isPrivate: boolean,
  linkSeconds: number | undefined,
): Promise<void> {
  await db.execute(
    sql`update libraries set is_private = ${isPrivate}, link_seconds = coalesce(${linkSeconds ?? null}::int, link_seconds)
        where id = ${libraryId}`,
  );
}

export async function isPrivate(db: Queryable, libraryId: number): Promise<boolean> {
  const library = await db.maybe<{ isPrivate: boolean }>(
    sql`select is_private as "isPrivate" from libraries where id = ${libraryId}`,
  );
  return library?.isPrivate ?? false;
}

/** Ids of up to `limit` assets of a library, without views, in their order after one of them. */
export async function assetsAfter(
  db: Queryable,
  libraryId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    sql`select id from assets where library_id = ${libraryId} and parent_id is null and id > ${after}
        order by id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export async function countLibraries(db: Queryable, organizationId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from libraries where organization_id = ${organizationId}`,
  );
  return n;
}

/** Every library of an organization, for its operator. */
export function allLibraries(db: Queryable, organizationId: number): Promise<Library[]> {
  return db.query<Library>(sql`${librarySelect(sql`l.organization_id = ${organizationId}`)} order by l.id`);
}

/** The library's tags, most used first. */
export function topTags(db: Queryable, libraryId: number, limit: number): Promise<Tag[]> {
  return db.query<Tag>(
    sql`select tag as id, assets as count, 'user' as type from library_tags
        where library_id = ${libraryId} and assets > 0 order by assets desc, tag_key limit ${limit}`,
  );
}

declare const locked: unique symbol;

/** A transaction that holds the locks of the libraries it changes. */
export type LockedLibraries = Queryable & { readonly [locked]: true };

/**
 * Locks these libraries, so that no other transaction changes their content until this one ends. Locks in row order and
 * before any change of assets or tags: that keeps the counters right and prevents deadlocks.
 */
export async function lockLibraries(tx: Queryable, libraryIds: readonly number[]): Promise<LockedLibraries> {
  await tx.execute(
    sql`select 1 from libraries where id = any(${libraryIds}::bigint[]) order by id for no key update`,
  );
  return tx as LockedLibraries;
}

/** Locks a library that is about to be deleted and returns its row id. Undefined if there is none. */
export async function lockLibraryToEnd(
  tx: Queryable,
  organizationId: number,
  slug: string,
): Promise<number | undefined> {
  const library = await tx.maybe<{ id: number }>(
    sql`select id from libraries where organization_id = ${organizationId} and slug = ${slug} for update`,
  );
  return library?.id;
}

/** Deletes the grants of keys to a library, its upload addresses and its share links. */
export async function deleteAccessTo(tx: Queryable, libraryId: number): Promise<void> {
  await tx.execute(sql`delete from grants where library_id = ${libraryId}`);
  await tx.execute(sql`delete from upload_tickets where library_id = ${libraryId}`);
  await tx.execute(sql`delete from shares where library_id = ${libraryId}`);
}

export async function moveLibrary(tx: Queryable, libraryId: number, organizationId: number): Promise<void> {
  await tx.execute(sql`update libraries set organization_id = ${organizationId} where id = ${libraryId}`);
}

/** Deletes an organization's libraries, which must be empty. */
export async function deleteLibraries(tx: Queryable, organizationId: number): Promise<void> {
  const ofOrganization = sql`library_id in (select id from libraries where organization_id = ${organizationId})`;
  await tx.execute(sql`delete from asset_runs where ${ofOrganization}`);
  await tx.execute(sql`delete from library_tags where ${ofOrganization}`);
  await tx.execute(sql`delete from libraries where organization_id = ${organizationId}`);
}
