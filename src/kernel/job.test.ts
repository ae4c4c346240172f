import sql, { raw } from "sql-template-tag";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { freshDatabase } from "../../test/support/postgres/database.ts";
import { addJobSql, addJobs, defineJob, dropJobs, handle, keySql } from "./job.ts";

const { database } = await freshDatabase();
const payload = z.object({ id: z.string(), n: z.int().optional() });
const plain = defineJob({ name: "plain", payload });
const keyed = defineJob({ name: "keyed", payload, key: { prefix: "of", field: "id" } });

interface Queued {
  name: string;
  key: string | null;
  attemptsMax: number;
  dueInMs: number;
}
const queued = () =>
  database.query<Queued>(
    sql`select task_identifier as name, key, max_attempts as "attemptsMax",
          (extract(epoch from run_at - now()) * 1000)::int as "dueInMs"
        from graphile_worker.jobs order by id`,
  );

beforeEach(async () => {
  await database.query(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
});

test("a job without a key is queued each time, and one with a key once", async () => {
  await addJobs(database, plain, [{ id: "a" }, { id: "a" }]);
  await addJobs(database, keyed, [{ id: "a" }, { id: "b" }]);
  await addJobs(database, keyed, [{ id: "a", n: 2 }]);
  const keys = (await queued()).map(({ key }) => key);
  expect(keys.toSorted()).toEqual(["of a", "of b", null, null].toSorted());
});

test("TypeScript and SQL build the same key", async () => {
  const { key } = await database.one<{ key: string }>(sql`select ${keySql(keyed, sql`'a'::text`)} as key`);
  expect(key).toBe(keyed.keyOf("a"));
  const add = addJobSql(keyed, { payload: sql`'{"id": "a"}'::json`, key: keySql(keyed, sql`'a'::text`) });
  await database.query(sql`select ${add}`);
  expect(await queued()).toMatchObject([{ name: "keyed", key: "of a" }]);
});

test("each job has its own delay and number of attempts", async () => {
  const later = defineJob({ name: "later", payload, delayMs: 60_000, attemptsMax: 3 });
  await addJobs(database, later, [{ id: "a" }]);
  const [job] = await queued();
  expect(job).toMatchObject({ name: "later", attemptsMax: 3 });
  expect(job?.dueInMs).toBeGreaterThan(50_000);
  expect(job?.dueInMs).toBeLessThanOrEqual(60_000);
});

test("preserve_run_at keeps the time of the queued job", async () => {
  const soon = defineJob({
    ...keyed,
    delayMs: 0,
    key: { prefix: "of", field: "id", mode: "preserve_run_at" },
  });
  await addJobs(database, { ...soon, delayMs: 60_000 }, [{ id: "a" }]);
  await addJobs(database, soon, [{ id: "a" }]);
  expect((await queued())[0]?.dueInMs).toBeGreaterThan(50_000);
});

test("a rollback queues nothing, and a dropped job does not run", async () => {
  const rolledBack = database.transaction(async (tx) => {
    await addJobs(tx, keyed, [{ id: "a" }]);
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await queued()).toEqual([]);
  await addJobs(database, keyed, [{ id: "a" }, { id: "b" }]);
  await dropJobs(database, [keyed.keyOf("a")]);
  expect((await queued()).map(({ key }) => key)).toEqual(["of b"]);
});

test("a handler gets the job's payload, and an invalid payload throws", async () => {
  const ids: string[] = [];
  const handler = handle(plain, async (_services: object, { id }) => void ids.push(id));
  await handler.run({}, { id: "a" }, { isLast: false });
  expect(ids).toEqual(["a"]);
  expect(() => handler.run({}, { id: 1 }, { isLast: false })).toThrow();
});

test("queue_job leaves the queue as graphile_worker.add_job does, whatever is in it already", async () => {
  const modes = ["replace", "preserve_run_at", "unsafe_dedupe"];
  const states = [
    ["none", sql`select 1`],
    ["queued", sql`update graphile_worker._private_jobs set run_at = '2030-01-01' where key = 'k'`],
    [
      "failed before",
      sql`update graphile_worker._private_jobs set attempts = 3, last_error = 'no' where key = 'k'`,
    ],
    ["exhausted", sql`update graphile_worker._private_jobs set attempts = max_attempts where key = 'k'`],
    [
      "running",
      sql`update graphile_worker._private_jobs set locked_by = 'one', locked_at = '2026-01-01' where key = 'k'`,
    ],
  ] as const;
  const left = async (
    add: "graphile_worker.add_job" | "queue_job",
    mode: string,
    state: (typeof states)[number],
  ) => {
    await database.query(sql`delete from graphile_worker._private_jobs`);
    const call = (n: number) =>
      sql`select ${raw(add)}('compared', json_build_object('n', ${n}::int), job_key => 'k', job_key_mode => ${mode}, queue_name => 'q' || ${n}::int,
        max_attempts => ${5 + n}::int, priority => ${n}::int, run_at => make_timestamptz(2031, ${n}::int, 1, 0, 0, 0))`;
    if (state[0] !== "none") await database.query(call(1));
    await database.query(state[1]);
    await database.query(call(2));
    return database.query(sql`
      select j.payload, j.key, j.priority, j.run_at, j.attempts, j.max_attempts, j.last_error, j.locked_by, q.queue_name, t.identifier
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      order by j.id`);
  };
  for (const mode of modes)
    for (const state of states)
      expect([mode, state[0], await left("queue_job", mode, state)]).toEqual([
        mode,
        state[0],
        await left("graphile_worker.add_job", mode, state),
      ]);
});
