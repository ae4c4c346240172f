import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { LinkSalts } from "../../signing/signature.ts";

export function linkSalts(db: Queryable, organizationId: number): Promise<LinkSalts> {
  return db.one<LinkSalts>(
    sql`select link_salt as "linkSalt", former_link_salt as "formerLinkSalt", former_link_salt_until as "formerLinkSaltUntil"
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
    sql`update organizations set link_salt = ${salt}, former_link_salt = link_salt, former_link_salt_until = ${formerUntil}
        where id = ${organizationId}`,
  );
}

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
