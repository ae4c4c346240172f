import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { type UserRow, userColumns } from "./store.ts";

/** A page of the tenant's users, the newest first. */
export function newestUsers(
  db: Queryable,
  organizationId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<UserRow[]> {
  return db.query<UserRow>(
    sql`select ${userColumns} from memory_users where organization_id = ${organizationId}
        order by created_at desc, id desc limit ${limit} offset ${offset}`,
  );
}

export interface Held {
  id: string;
  conversations: number;
  interactions: number;
  /** When the exchange was said that came last; null while there is none. */
  lastSaidAt: Date | null;
}

/** How much is held of each of these users, in no order. */
export function heldOf(db: Queryable, organizationId: number, ids: readonly string[]): Promise<Held[]> {
  return db.query<Held>(
    sql`select u.id, c.conversations, c.interactions, i.said_at as "lastSaidAt"
        from memory_users u
        cross join lateral (
          select count(*)::int as conversations, coalesce(sum(message_count), 0)::int as interactions
          from conversations where user_id = u.id) c
        left join lateral (
          select said_at from interactions where user_id = u.id order by ordinal desc limit 1) i on true
        where u.organization_id = ${organizationId} and u.id = any(${ids}::text[])`,
  );
}
