import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import { organizationCalled } from "../slugs/store.ts";
import type { AuditEntry } from "./entry.ts";

export type EntryToInsert = Omit<AuditEntry, "id" | "at" | "details"> & { at: Date; details: object };

/**
 * Adds an entry to the log of an organization, identified by row id or slug, and returns whether it did. With an account it adds
 * none if that is gone, and keeps it from being deleted until the transaction ends, so that its deletion sees the entry.
 */
export async function insertEntry(
  db: Queryable,
  organization: number | string,
  { at, transport, actor, operation, details, requestId }: EntryToInsert,
  accountId: string | null = null,
): Promise<boolean> {
  const isIt =
    typeof organization === "number" ? sql`o.id = ${organization}` : organizationCalled(organization);
  const inserted = await db.execute(
    sql`with person as (select id from accounts where id = ${accountId} for key share)
        insert into audit_entries (organization_id, at, transport, actor_kind, actor_id, actor_name, operation, details, request_id)
        select o.id, ${at}, ${transport}, ${actor.kind}, ${actor.id}, ${actor.name}, ${operation},
               ${JSON.stringify(details)}::jsonb, ${requestId}
        from organizations o
        where ${isIt} and (${accountId}::text is null or exists (select from person))`,
  );
  return inserted > 0;
}

/** Whether an account still exists. */
export const isAccount = async (db: Queryable, accountId: string): Promise<boolean> =>
  (await db.maybe(sql`select 1 from accounts where id = ${accountId}`)) !== undefined;

export interface EntriesAsked {
  /** Only entries older than this one. */
  before?: number | undefined;
  limit: number;
  transport?: string | undefined;
  actorId?: string | undefined;
  operation?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
}

/** An organization's log, newest first. */
export function entriesOf(db: Queryable, organizationId: number, asked: EntriesAsked): Promise<AuditEntry[]> {
  const { before = null, limit, transport = null, actorId = null, operation = null } = asked;
  const from = asked.from === undefined ? null : new Date(asked.from);
  const until = asked.until === undefined ? null : new Date(asked.until);
  return db.query<AuditEntry>(
    sql`select id, ${unixMs("at")} as at, transport, operation, details, request_id as "requestId",
          json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) as actor
        from audit_entries
        where organization_id = ${organizationId}
          and (${before}::bigint is null or id < ${before})
          and (${transport}::text is null or transport = ${transport})
          and (${actorId}::text is null or actor_id = ${actorId})
          and (${operation}::text is null or operation = ${operation})
          and (${from}::timestamptz is null or at >= ${from})
          and (${until}::timestamptz is null or at < ${until})
        order by id desc limit ${limit}`,
  );
}

/** Deletes up to `limit` of the entries before a time, oldest first; returns how many. */
export function dropEntriesBefore(db: Queryable, before: Date, limit: number): Promise<number> {
  return db.execute(
    sql`delete from audit_entries where id in (select id from audit_entries where at < ${before} limit ${limit})`,
  );
}

/** Forgets whose the keys of apps were that were disconnected before a time. No entry names them any more. */
export const dropFormerAppKeysBefore = (db: Queryable, before: Date): Promise<number> =>
  db.execute(sql`delete from former_app_keys where ended_at < ${before}`);
