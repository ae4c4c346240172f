import sql from "sql-template-tag";
import { addJobSql, keySql } from "../../../../../kernel/job.ts";
import type { MediaType } from "../../../../../media/sniff/media-type.ts";
import type { Queryable } from "../../../../../platform/database/queryable.ts";
import { processingJob } from "../../../jobs.ts";

const assetsLookedThrough = 5_000;
const queuedMax = 100;
// One at a time, and after whatever people wait for.
const queue = "pictures earlier";
const priority = 10_000;

/**
 * Looks through the next assets for files of a kind that are ready without a thumbnail, and queues them. Returns how many;
 * undefined if there is nothing left to look through, or what was queued before is not done yet.
 */
export async function queueEarlierFiles(
  tx: Queryable,
  kind: "document" | "video",
  types: readonly MediaType[],
): Promise<number | undefined> {
  const state = await tx.maybe<{ afterId: string }>(
    sql`select after_id as "afterId" from earlier_files where kind = ${kind}
          and not exists (select from graphile_worker.jobs where queue_name = ${queue})
        for update skip locked`,
  );
  if (!state) return undefined;
  const job = addJobSql(processingJob, {
    payload: sql`json_build_object('assetId', found.id, 'blob', found.blob)`,
    key: keySql(processingJob, sql`found.id`),
    queue: sql`${queue}`,
    priority: sql`${priority}::int`,
  });
  const { queued, last } = await tx.one<{ queued: number; last: string | null }>(
    sql`with seen as materialized (
          select id, blob, status = 'ready' and blurhash is null and media_type = any(${types}::text[]) as "isMissing"
          from assets where id > ${state.afterId} order by id limit ${assetsLookedThrough}),
        found as materialized (select id, blob from seen where "isMissing" order by id limit ${queuedMax}),
        queued as (select ${job} from found)
        select (select count(*) from queued)::int as queued,
          case when (select count(*) from found) = ${queuedMax} then (select max(id) from found) else (select max(id) from seen) end as last`,
  );
  if (last === null) await tx.execute(sql`delete from earlier_files where kind = ${kind}`);
  else await tx.execute(sql`update earlier_files set after_id = ${last} where kind = ${kind}`);
  return last === null ? undefined : queued;
}
