import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { LinkSalts } from "../../signing/signature.ts";

export function linkSalts(db: Queryable, organizationId: number): Promise<LinkSalts> {
  return db.one<LinkSalts>(
    sql`select link_salt as "linkSalt", former_link_salt as "formerLinkSalt", former_link_salt_until as "formerLinkSaltUntil",
          former_link_key as "formerLinkKey"
        from organizations where id = ${organizationId}`,
  );
}

/** Signs with a new salt from now on. The one before is valid until `formerUntil`. */
export async function rotateLinkSalt(
  db: Queryable,
  organizationId: number,
  salt: Buffer,
  formerUntil: Date,
): Promise<void> {
  await db.execute(
    sql`update organizations set link_salt = ${salt}, former_link_salt = link_salt, former_link_salt_until = ${formerUntil}, former_link_key = null
        where id = ${organizationId}`,
  );
}

/** The salts of all organizations, in the order of their ids after one of them. */
export const linkSaltsAfter = (
  db: Queryable,
  after: number,
  limit: number,
): Promise<{ organizationId: number; linkSalt: Buffer }[]> =>
  db.query(sql`
    select id as "organizationId", link_salt as "linkSalt" from organizations where id > ${after} order by id limit ${limit}`);

/** Keeps the keys of links that were signed before, until a time. */
export const keepLinkKeys = (
  db: Queryable,
  rows: readonly { organizationId: number; sealedKey: Buffer }[],
  until: Date,
): Promise<number> =>
  db.execute(sql`
    update organizations o set former_link_salt = link_salt, former_link_salt_until = ${until}, former_link_key = u.key
    from unnest(${rows.map(({ organizationId }) => organizationId)}::bigint[], ${rows.map(({ sealedKey }) => sealedKey)}::bytea[])
      as u(id, key)
    where o.id = u.id`);

/** The assets among these that a library has, in no order. */
export async function linkable(
  db: Queryable,
  libraryId: number,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    sql`select a.id from assets a left join assets parent on parent.id = a.parent_id
        where a.library_id = ${libraryId} and a.id = any(${ids}::text[])
          and a.trashed_at is null and parent.trashed_at is null`,
  );
  return new Set(rows.map(({ id }) => id));
}
