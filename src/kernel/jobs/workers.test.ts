import pino from "pino";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { testClock } from "../../../test/support/clock.ts";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { passingTraces } from "../../platform/tracing.ts";
import { addJobs, defineJob, handle } from "../job.ts";
import { startWorkers } from "./workers.ts";

const { database } = await freshDatabase();
const payload = z.object({ n: z.number() });
const plain = defineJob({ name: "plain", payload });
const waiting = defineJob({ name: "waiting", payload });

/** Workers of both kinds of pools. Returns what they ran. */
async function working() {
  const ran: number[] = [];
  const services = { database, clock: testClock(), log: pino({ level: "silent" }), tracing: passingTraces() };
  const run = async (_: unknown, { n }: z.output<typeof payload>) => void ran.push(n);
  const workers = await startWorkers(services as never, [
    handle(plain, run),
    handle(waiting, run, { pool: "waiting" }),
  ]);
  onTestFinished(() => workers.stop());
  return ran;
}

test("the jobs of a queue follow each other at once, whatever other pools look for", async () => {
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  const ran = await working();
  const payloads = numbers.map((n) => ({ n }));
  await addJobs(database, plain, payloads, { queues: numbers.map(() => "one") });
  await addJobs(database, waiting, payloads, { queues: numbers.map(() => "other") });
  // A wait for the next poll after each job would take minutes.
  await vi.waitFor(() => expect(ran).toHaveLength(200), 10_000);
});

test("a job whose queue was locked by another process' look runs soon after", async () => {
  await addJobs(database, waiting, [{ n: 1 }], { queues: ["one"] });
  const ran = await working();
  await vi.waitFor(() => expect(ran).toEqual([1]), 10_000);
  const looked = sql`select 1 from pg_stat_activity, graphile_worker._private_jobs j
    where datname = current_database() and pid <> pg_backend_pid() and state = 'idle'
      and query like '%for update%skip locked%' and query_start > j.created_at`;
  await database.transaction(async (other) => {
    await other.query(sql`select from graphile_worker._private_job_queues for update`);
    await addJobs(database, waiting, [{ n: 2 }], { queues: ["one"] });
    // Asked on this connection: another one of the pool would be one that has looked, whose last statement this would become.
    await vi.waitFor(async () => {
      await other.query(sql`select pg_stat_clear_snapshot()`);
      expect(await other.query(looked)).not.toEqual([]);
    }, 10_000);
  });
  await vi.waitFor(() => expect(ran).toEqual([1, 2]), 10_000);
});
