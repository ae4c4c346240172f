import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { FormerLinkKey, LinkKeys } from "../../signing/signature.ts";

export function linkKeys(db: Queryable, organizationId: number): Promise<LinkKeys> {
  return db.one<LinkKeys>(
    sql`select link_salt as "linkSalt", former_link_keys as "formerLinkKeys" from organizations where id = ${organizationId}`,
  );
}

/** The same, locked until the transaction ends. */
export function lockLinkKeys(tx: Queryable, organizationId: number): Promise<LinkKeys> {
  return tx.one<LinkKeys>(
    sql`select link_salt as "linkSalt", former_link_keys as "formerLinkKeys" from organizations
        where id = ${organizationId} for no key update`,
  );
}

/** Signs with this salt from now on. */
export async function setLinkKeys(
  tx: Queryable,
  organizationId: number,
  { linkSalt, formerLinkKeys }: LinkKeys,
): Promise<void> {
  await tx.execute(
    sql`update organizations set link_salt = ${linkSalt}, former_link_keys = ${JSON.stringify(formerLinkKeys)}::jsonb
        where id = ${organizationId}`,
  );
}

/** What signs the links of all organizations, in the order of their ids after one of them. */
export const linkKeysAfter = (
  db: Queryable,
  after: number,
  limit: number,
): Promise<(LinkKeys & { organizationId: number })[]> =>
  db.query(sql`
    select id as "organizationId", link_salt as "linkSalt", former_link_keys as "formerLinkKeys"
    from organizations where id > ${after} order by id limit ${limit}`);

/** Replaces the former keys of links. */
export const keepLinkKeys = (
  db: Queryable,
  rows: readonly { organizationId: number; formerLinkKeys: readonly FormerLinkKey[] }[],
): Promise<number> =>
  db.execute(sql`
    update organizations o set former_link_keys = u.keys
    from unnest(${rows.map(({ organizationId }) => organizationId)}::bigint[],
        ${rows.map(({ formerLinkKeys }) => JSON.stringify(formerLinkKeys))}::jsonb[]) as u(id, keys)
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
