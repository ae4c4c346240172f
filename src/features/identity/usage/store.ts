import sql from "sql-template-tag";
import type { Transport } from "../../../kernel/caller.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** Calls of one actor through one transport on one day. */
export interface Count {
  organizationId: number;
  /** Days since 1970, UTC. */
  day: number;
  transport: Transport;
  /** null for signed-in people. */
  keyId: string | null;
  keyName: string | null;
  requests: number;
}

/**
 * Adds counts to the stored ones, for organizations that still exist. Writes in primary key order, so that two
 * processes cannot deadlock.
 */
export async function addRequests(db: Queryable, counts: readonly Count[]): Promise<void> {
  const column = <T>(of: (count: Count) => T) => counts.map(of);
  await db.execute(
    sql`insert into request_counts as r (organization_id, day, actor, transport, key_name, requests)
        select u.organization_id, date '1970-01-01' + u.day, u.actor, u.transport, u.key_name, u.requests
        from unnest(${column((c) => c.organizationId)}::bigint[], ${column((c) => c.day)}::int[],
          ${column((c) => c.keyId ?? people)}::text[], ${column((c) => c.transport)}::text[],
          ${column((c) => c.keyName)}::text[], ${column((c) => c.requests)}::bigint[])
          as u(organization_id, day, actor, transport, key_name, requests)
        join organizations o on o.id = u.organization_id
        order by 1, 2, 3, 4
        on conflict (organization_id, day, actor, transport) do update set
          requests = r.requests + excluded.requests, key_name = excluded.key_name`,
  );
}

// Stored instead of a key's id.
const people = "people";

/** A range of `days` days that ends with a day (YYYY-MM-DD, UTC). */
export interface DaysUntil {
  until: string;
  days: number;
}

/** Calls by day, oldest first, days without calls included. */
export function requestsByDay(
  db: Queryable,
  organizationId: number,
  { until, days }: DaysUntil,
): Promise<{ day: string; requests: number }[]> {
  return db.query(
    sql`select d.day, coalesce(sum(r.requests), 0)::bigint as requests
        from (select ${until}::date - back as day from generate_series(0, ${days}::int - 1) as back) d
        left join request_counts r on r.organization_id = ${organizationId} and r.day = d.day
        group by d.day order by d.day`,
  );
}

/** Calls by key, most first. All people are one entry, without an id. Names are the latest. */
export function requestsByKey(
  db: Queryable,
  organizationId: number,
  { until, days }: DaysUntil,
): Promise<{ keyId: string | null; name: string; requests: number }[]> {
  return db.query(
    sql`select nullif(actor, ${people}) as "keyId", sum(requests)::bigint as requests,
          coalesce((array_agg(key_name order by day desc))[1], 'People') as name
        from request_counts
        where organization_id = ${organizationId} and day > ${until}::date - ${days}::int and day <= ${until}::date
        group by actor order by requests desc, actor`,
  );
}

/** Calls by transport, most first. */
export function requestsByTransport(
  db: Queryable,
  organizationId: number,
  { until, days }: DaysUntil,
): Promise<{ transport: Transport; requests: number }[]> {
  return db.query(
    sql`select transport, sum(requests)::bigint as requests from request_counts
        where organization_id = ${organizationId} and day > ${until}::date - ${days}::int and day <= ${until}::date
        group by transport order by requests desc, transport`,
  );
}

/** Each library's assets, without views and trash, and the bytes of its originals, with them. */
export function storageByLibrary(
  db: Queryable,
  organizationId: number,
): Promise<{ libraryId: string; name: string; assets: number; bytes: number }[]> {
  return db.query(
    sql`select l.slug as "libraryId", l.name,
          (select coalesce(sum(r.assets), 0)::int from asset_runs r where r.library_id = l.id) as assets,
          (select coalesce(sum(a.bytes), 0)::bigint from assets a where a.library_id = l.id) as bytes
        from libraries l where l.organization_id = ${organizationId} order by l.id`,
  );
}

export interface Holdings {
  /** Assets of the given libraries, without views and trash. */
  assets: number;
  /** null without a limit. */
  librariesMax: number | null;
  /** Total size of the organization's originals, views and trash included. */
  bytes: number;
  /** The operator's quota; null without one. */
  bytesMax: number | null;
}

/** An organization's usage and limits. Counts only the assets of these libraries (row ids). */
export function holdings(
  db: Queryable,
  organizationId: number,
  libraryIds: readonly number[],
): Promise<Holdings> {
  return db.one<Holdings>(
    sql`select o.storage_bytes_max as "bytesMax",
          case when o.expires_at is null then o.libraries_max
               else (select count(*)::int from libraries where organization_id = o.id) end as "librariesMax",
          (select coalesce(sum(r.assets), 0)::int from asset_runs r where r.library_id = any(${libraryIds}::bigint[])) as assets,
          (select coalesce(sum(a.bytes), 0)::bigint from libraries l join assets a on a.library_id = l.id
           where l.organization_id = o.id) as bytes
        from organizations o where o.id = ${organizationId}`,
  );
}

/** Deletes up to `limit` of the counts before a time; returns how many. */
export function dropCountsBefore(db: Queryable, before: Date, limit: number): Promise<number> {
  return db.execute(
    sql`delete from request_counts where (organization_id, day, actor, transport) in (
          select organization_id, day, actor, transport from request_counts
          where day < (${before}::timestamptz at time zone 'UTC')::date limit ${limit})`,
  );
}
