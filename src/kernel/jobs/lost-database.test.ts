import pino from "pino";
import sql from "sql-template-tag";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { testClock } from "../../../test/support/clock.ts";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { openServerProxy } from "../../../test/support/processes/server-proxy.ts";
import { openDatabase } from "../../platform/database/database.ts";
import { passingTraces } from "../../platform/tracing.ts";
import { addJobs, defineJob, handle } from "../job.ts";
import { startWorkers } from "./workers.ts";

const { database, connection } = await freshDatabase();
const proxy = await openServerProxy(connection);
const remote = openDatabase(proxy.connection, { connectTimeoutMs: 500 });
afterAll(async () => {
  await remote.close();
  await proxy.close();
});

const job = defineJob({ name: "wait", payload: z.object({ id: z.string() }) });
const queued = async () =>
  (await database.query<{ attempts: number }>(sql`select attempts from graphile_worker.jobs`)).map(
    ({ attempts }) => attempts,
  );

/** Workers whose jobs end as `finish` says. An unhandled rejection fails the test run. */
async function waitingWorkers() {
  const runs: PromiseWithResolvers<void>[] = [];
  const services = {
    database: remote,
    clock: testClock(),
    log: pino({ level: "silent" }),
    tracing: passingTraces(),
  };
  const handler = handle(job, async () => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    await run.promise;
  });
  const workers = await startWorkers(services as never, [handler]);
  onTestFinished(() => workers.stop());
  return { runs, workers };
}

test("a job that ends during a database outage is completed, and does not run again", async () => {
  const { runs } = await waitingWorkers();
  await addJobs(database, job, [{ id: "a" }]);
  await vi.waitFor(() => expect(runs).toHaveLength(1), 10_000);
  proxy.cut();
  runs[0]?.resolve();
  await proxy.connections(8); // it keeps reconnecting
  expect(await queued()).toEqual([1]);
  proxy.thaw();
  await vi.waitFor(async () => expect(await queued()).toEqual([]), 10_000);
  await addJobs(database, job, [{ id: "b" }]);
  await vi.waitFor(() => expect(runs).toHaveLength(2), 10_000);
  runs[1]?.resolve();
  await vi.waitFor(async () => expect(await queued()).toEqual([]), 10_000);
});

test("a job that fails during a database outage is retried", async () => {
  const { runs } = await waitingWorkers();
  await addJobs(database, job, [{ id: "a" }]);
  await vi.waitFor(() => expect(runs).toHaveLength(1), 10_000);
  proxy.cut();
  runs[0]?.reject(new Error("the database is away"));
  await expect(remote.query(sql`select 1`)).rejects.toThrow();
  proxy.thaw();
  await vi.waitFor(() => expect(runs).toHaveLength(2), 20_000);
  runs[1]?.resolve();
  await vi.waitFor(async () => expect(await queued()).toEqual([]), 10_000);
}, 40_000);

test("a job that was handed out when Postgres vanished runs, and one that runs already is left alone", async () => {
  const { runs, workers } = await waitingWorkers();
  await addJobs(database, job, [{ id: "running" }]);
  await vi.waitFor(() => expect(runs).toHaveLength(1), 10_000);
  // As if the statement that hands out a job had been committed, and its answer lost.
  await database.transaction(async (tx) => {
    await addJobs(tx, job, [{ id: "lost" }, { id: "behind it" }], { queues: ["one", "one"] });
    await tx.query(sql`
      with lost as (update graphile_worker._private_jobs set locked_by = ${remote.instance}, attempts = 1
        where payload->>'id' = 'lost' returning job_queue_id)
      update graphile_worker._private_job_queues set locked_by = ${remote.instance}, locked_at = now()
      from lost where id = job_queue_id`);
    await tx.query(sql`update graphile_worker._private_jobs set locked_at = now() - interval '2 minutes'
      where locked_by is not null`);
  });
  await workers.returnLostJobs();
  await vi.waitFor(() => expect(runs).toHaveLength(2), 10_000);
  runs[1]?.resolve();
  await vi.waitFor(() => expect(runs).toHaveLength(3), 10_000);
  await vi.waitFor(async () => expect(await queued()).toEqual([1, 1]), 10_000);
  for (const run of runs) run.resolve();
  await vi.waitFor(async () => expect(await queued()).toEqual([]), 10_000);
});
