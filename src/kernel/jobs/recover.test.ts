import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Agent, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { jobs } from "../../main/registry.ts";
import { recoverJobs } from "./recover.ts";
import { startWorkers } from "./workers.ts";

const { app, services, database, connection } = await testApp();
const script = fileURLToPath(new URL("../../../test/support/processes/worker-process.ts", import.meta.url));
// Takes about a second to decode, long enough to kill its process meanwhile.
const large = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "teal" } })
  .png({ compressionLevel: 1 })
  .toBuffer();
const statusOf = async (agent: Agent, id: string) =>
  (await agent.get(`${agent.library}/assets/${id}`)).data.status;
/** What a process does at its start. */
const atStart = async () => {
  for (const job of jobs) if (job.atStart) await job.run(services, {}, { isLast: false });
};
const locked = () =>
  database.query<{ key: string; worker: string }>(
    sql`select key, locked_by as worker from graphile_worker._private_jobs where locked_by is not null and key is not null`,
  );

const running = () =>
  database.query(
    sql`select query from pg_stat_activity
        where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`,
  );

/** A process that has started on both pictures of an agent and finished neither. */
async function processAtWork() {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "a.png": large, "b.png": large });
  const ids: string[] = data.assets.map(({ id }: { id: string }) => id);
  const child = spawn(process.execPath, [script, services.config.dataDir, JSON.stringify(connection)], {
    stdio: "inherit",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await vi.waitFor(async () => expect(await locked()).toHaveLength(2), { timeout: 20_000, interval: 10 });
  child.kill("SIGSTOP");
  // What it had sent before still takes effect.
  await vi.waitFor(async () => expect(await running()).toEqual([]), 10_000);
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { agent, ids: ids as [string, string], kill };
}

test("jobs of a killed process run elsewhere, and those of a live process are left alone", async () => {
  const { agent, ids, kill } = await processAtWork();
  const held = await locked();
  await recoverJobs(services);
  expect(await locked()).toEqual(held);

  await kill();
  const workers = await startWorkers(services, jobs);
  onTestFinished(() => workers.stop());
  await vi.waitFor(
    async () => {
      await recoverJobs(services); // runs every minute
      for (const id of ids) expect(await statusOf(agent, id)).toBe("ready");
    },
    { timeout: 20_000, interval: 100 },
  );
});

test("a picture whose process crashed at every attempt is tried again in an hour", async () => {
  const { agent, ids, kill } = await processAtWork();
  const [fatal] = ids;
  await database.execute(
    sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${`process ${fatal}`}`,
  );
  await atStart();
  expect(await statusOf(agent, fatal)).toBe("processing");
  await kill();
  const job = sql`select attempts, run_at > now() + interval '50 minutes' as later
    from graphile_worker.jobs where key = ${`process ${fatal}`}`;
  await vi.waitFor(async () => {
    await atStart();
    expect(await database.one(job)).toEqual({ attempts: 0, later: true });
  }, 10_000);
  expect(await statusOf(agent, fatal)).toBe("processing");
  expect(await statusOf(agent, ids[1])).toBe("processing");
});
