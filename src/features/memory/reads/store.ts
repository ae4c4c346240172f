import sql, { type Sql } from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

export interface ReadToInsert {
  organizationId: number;
  at: Date;
  transport: string;
  actor: { kind: string; id: string; name: string };
  operation: string;
  userId: string | null;
  requestId: string;
}

/** Adds reads to the logs of their tenants. A tenant or user that was erased meanwhile leaves no trace. */
export async function insertReads(db: Queryable, reads: readonly ReadToInsert[]): Promise<void> {
  const column = <Value>(of: (read: ReadToInsert) => Value) => reads.map(of);
  await db.execute(
    sql`insert into memory_reads
          (organization_id, at, transport, actor_kind, actor_id, actor_name, operation, user_id, request_id)
        select r.organization_id, r.at, r.transport, r.kind, r.actor, r.name, r.operation, u.id, r.request_id
        from unnest(${column((read) => read.organizationId)}::bigint[], ${column(({ at }) => at)}::timestamptz[],
          ${column(({ transport }) => transport)}::text[], ${column(({ actor }) => actor.kind)}::text[],
          ${column(({ actor }) => actor.id)}::text[], ${column(({ actor }) => actor.name)}::text[],
          ${column(({ operation }) => operation)}::text[], ${column(({ userId }) => userId)}::text[],
          ${column(({ requestId }) => requestId)}::text[])
          with ordinality as r(organization_id, at, transport, kind, actor, name, operation, user_id, request_id, nth)
        join tenants t on t.organization_id = r.organization_id
        left join memory_users u on u.id = r.user_id and u.organization_id = r.organization_id
        order by r.nth`,
  );
}

export interface ReadRow {
  id: number;
  at: Date;
  transport: string;
  actor: { kind: string; id: string; name: string };
  operation: string;
  userId: string | null;
  requestId: string;
}

/** A tenant's log, newest first. */
export function readsOf(
  db: Queryable,
  organizationId: number,
  { userId, before, limit }: { userId?: string | undefined; before?: number | undefined; limit: number },
): Promise<ReadRow[]> {
  const conditions: Sql = sql`organization_id = ${organizationId}
    and (${before ?? null}::bigint is null or id < ${before ?? null})
    and (${userId ?? null}::text is null or user_id = ${userId ?? null})`;
  return db.query<ReadRow>(
    sql`select id, at, transport, operation, user_id as "userId", request_id as "requestId",
          json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) as actor
        from memory_reads where ${conditions} order by id desc limit ${limit}`,
  );
}

/** Deletes up to `limit` of the reads before a time; returns how many. */
export function dropReadsBefore(db: Queryable, before: Date, limit: number): Promise<number> {
  return db.execute(
    sql`delete from memory_reads where id in (select id from memory_reads where at < ${before} limit ${limit})`,
  );
}
