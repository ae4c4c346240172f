import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type pg from "pg";
import sql, { type Sql } from "sql-template-tag";
import { prepareDatabase, prepareVersion } from "../src/main/open-database.ts";
import { type Database, openDatabase } from "../src/platform/database/database.ts";
import { openNotices } from "../src/platform/database/notices.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../test/support/processes/open-folder.ts";
import { searchable } from "../test/support/searchable.ts";
import { count, median, ratio } from "./report.ts";

// `npm run bench:bus [-- --seconds 2 --rounds 3 --listeners 20]`: how many transactions a second commit. PostgreSQL commits those that
// NOTIFY one after the other, so writes that many callers make note it instead, and it is sent after their commit. Each side runs
// alone, with this disk and as if a commit took 2 ms longer, like one that waits for a standby. The sides take turns.

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    listeners: { type: "string", default: "20" },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const listeners = Number(values.listeners);
const callerCounts = [1, 4, 16, 64];
const callersMax = 64;
const commitDelaysUs = [0, 2_000];
// The last version of the schema whose writes notify in their own transaction.
const notifyingVersion = 59;
const quiet = { warn: console.error };

interface Side {
  name: string;
  database: Database;
  /** The statement of one of the callers. */
  write(caller: number): Sql;
}

async function measureAll(connection: pg.ClientConfig): Promise<void> {
  for (const delayUs of commitDelaysUs) {
    const former = await opened(connection, `former_${delayUs}`, delayUs, notifyingVersion);
    const today = await opened(connection, `today_${delayUs}`, delayUs);
    const cost = delayUs === 0 ? "as this disk needs" : `${delayUs / 1000} ms more`;
    const bare = {
      name: "no NOTIFY",
      database: today.database,
      write: () => sql`insert into written values (now())`,
    };
    console.log(`\n  A commit takes ${cost}; commits/s, ${listeners} processes listen`);
    for (const [what, write] of Object.entries(writes)) {
      const sides: Side[] = [
        bare,
        {
          name: "NOTIFY within",
          database: former.database,
          write: write(former.assets, "graphile_worker.add_job"),
        },
        { name: "noted, as now", database: today.database, write: write(today.assets, "queue_job") },
      ];
      await compare(what, sides);
    }
    await former.close();
    await today.close();
  }
}

type JobFunction = "graphile_worker.add_job" | "queue_job";
const jobs: Record<JobFunction, (key: string) => Sql> = {
  "graphile_worker.add_job": (key) => sql`graphile_worker.add_job('bench', '{}', job_key => ${key})`,
  queue_job: (key) => sql`queue_job('bench', '{}', job_key => ${key})`,
};

/** What callers write, each at a place of their own. */
const writes: Record<string, (assets: readonly string[], job: JobFunction) => Side["write"]> = {
  "describe an asset": (assets) => (caller) =>
    sql`update assets set description = md5(random()::text) where id = ${assets[caller]}`,
  "queue a job": (_, job) => (caller) =>
    sql`with w as (insert into written values (now())) select ${jobs[job](`of ${caller}`)}`,
};

/** A database of its own, with an asset in a library of its own for each caller, and processes that listen. */
async function opened(connection: pg.ClientConfig, name: string, delayUs: number, version?: number) {
  const administration = openDatabase(connection);
  await administration.pool.query(`create database ${name}`);
  await administration.pool.query(`alter database ${name} set commit_siblings = 0`);
  await administration.pool.query(`alter database ${name} set commit_delay = ${delayUs}`);
  await administration.close();
  const at = { ...connection, database: name };
  const database = openDatabase(at, { connectionsMax: callersMax });
  if (version === undefined) await prepareDatabase(database);
  else await prepareVersion(database, version);
  await database.execute(sql`create table written (at timestamptz)`);
  const { newOrganization, newLibrary, file } = searchable(database);
  const assets: string[] = [];
  for (let caller = 0; caller < callersMax; caller++) {
    const organization = await newOrganization();
    assets.push(...(await file(organization, await newLibrary(organization), [{ name: "a.png" }])));
  }
  const processes = Array.from({ length: listeners }, () => openDatabase(at, { connectionsMax: 1 }));
  for (const process of processes)
    for (const channel of ["asset_changes", "jobs:insert"])
      await process.listen(channel, { onMessage: () => {} });
  const notices = version === undefined ? openNotices(database, quiet) : undefined;
  return {
    database,
    assets,
    async close() {
      await notices?.close();
      for (const process of processes) await process.close();
      await database.close();
    },
  };
}

async function compare(what: string, sides: readonly Side[]): Promise<void> {
  console.log(
    `\n  ${what.padEnd(18)} ${sides.map(({ name }) => name.padStart(14)).join(" ")}   now / before`,
  );
  for (const callers of callerCounts) {
    const measured = sides.map((): number[] => []);
    for (let round = 0; round < rounds; round++)
      for (const [i, side] of sides.entries()) measured[i]?.push(await commitsPerSecond(side, callers));
    const medians = measured.map(median);
    const [, before = 0, now = 0] = medians;
    const cells = medians.map((value) => count(value).padStart(14)).join(" ");
    console.log(`  ${`${callers} callers`.padEnd(18)} ${cells}   ${ratio(now / before).padStart(12)}`);
  }
}

async function commitsPerSecond({ database, write }: Side, callers: number): Promise<number> {
  let done = 0;
  let isOver = false;
  const running = Array.from({ length: callers }, async (_, caller) => {
    while (!isOver) {
      await database.execute(write(caller));
      done++;
    }
  });
  const startedAt = performance.now();
  await sleep(seconds * 1000);
  const perSecond = done / ((performance.now() - startedAt) / 1000);
  isOver = true;
  await Promise.all(running);
  return perSecond;
}

const folder = await openFolder();
try {
  const postgres = await startEmbeddedPostgres(folder, { info: () => {}, warn: console.error });
  try {
    await measureAll(postgres.connection);
  } finally {
    await postgres.release();
  }
} finally {
  removeFolder(folder);
}
