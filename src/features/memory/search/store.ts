import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** A user to search. */
export interface Searched {
  id: string;
  keyVersion: number;
  createdAt: Date;
}

/** The tenant's users with exchanges, the newest first, from those on that follow `after`. Only these of them, with `among`. */
export function usersToSearch(
  db: Queryable,
  organizationId: number,
  {
    among = null,
    after = null,
    limit,
  }: {
    among?: readonly string[] | null;
    after?: { createdAt: Date; id: string } | null;
    limit: number;
  },
): Promise<Searched[]> {
  return db.query<Searched>(
    sql`select id, key_version as "keyVersion", created_at as "createdAt" from memory_users
        where organization_id = ${organizationId} and next_ordinal > 0
          and (${among}::text[] is null or id = any(${among}::text[]))
          and (${after?.id ?? null}::text is null or (created_at, id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}))
        order by created_at desc, id desc limit ${limit}`,
  );
}

/**
 * Those of these users who may have exchanges with one of these terms, made with one version of the key: all with exchanges that are
 * not in the index yet, and all whose index has another version by now.
 */
export async function usersHaving(
  db: Queryable,
  userIds: readonly string[],
  { keyVersion, terms }: { keyVersion: number; terms: readonly Buffer[] },
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    sql`select u.id from memory_users u
        where u.id = any(${userIds}::text[]) and (u.key_version <> ${keyVersion}
          or exists (select from memory_postings p where p.user_id = u.id and p.term = any(${terms}::bytea[]))
          or exists (select from interactions i where i.user_id = u.id and i.buffered))`,
  );
  return new Set(rows.map(({ id }) => id));
}
