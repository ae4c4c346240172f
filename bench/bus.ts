import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../test/support/processes/open-folder.ts";
import { count, median } from "./report.ts";

// `npm run bench:bus [-- --seconds 3 --rounds 3 --listeners 20]`: how many transactions a second commit, without and with NOTIFY,
// which Postgres commits one after the other. Once with this disk, once as if a commit took 2 ms longer, like one that waits for
// a standby. The sides take turns; the table has the medians.

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    listeners: { type: "string", default: "20" },
  },
});
const [seconds, rounds, listeners] = [values.seconds, values.rounds, values.listeners].map(Number) as [
  number,
  number,
  number,
];
const clientCounts = [1, 4, 16, 64];
const commitDelaysUs = [0, 2_000];

const folder = await openFolder();
try {
  const postgres = await startEmbeddedPostgres(folder, { info: () => {}, warn: console.error });
  try {
    await measure(postgres.connection);
  } finally {
    await postgres.release();
  }
} finally {
  removeFolder(folder);
}

async function measure(connection: pg.ClientConfig): Promise<void> {
  const opened = async (number: number) => {
    const clients = Array.from({ length: number }, () => new pg.Client(connection));
    await Promise.all(clients.map((client) => client.connect()));
    return clients;
  };
  const listening = await opened(listeners);
  for (const client of listening) await client.query("LISTEN bus");
  const clients = await opened(Math.max(...clientCounts));
  await clients[0]?.query("CREATE TABLE written (at timestamptz)");
  console.log(`\n  commits/s, ${listeners} listeners\n`);
  console.log("  commit takes  clients   without NOTIFY   with NOTIFY");
  for (const delayUs of commitDelaysUs) {
    const set = `SET commit_siblings = 0; SET commit_delay = ${delayUs}`;
    await Promise.all(clients.map((client) => client.query(set)));
    for (const number of clientCounts) {
      const some = clients.slice(0, number);
      const plain: number[] = [];
      const notifying: number[] = [];
      for (let round = 0; round < rounds; round++) {
        plain.push(await commitsPerSecond(some, "INSERT INTO written VALUES (now())"));
        notifying.push(
          await commitsPerSecond(
            some,
            "WITH w AS (INSERT INTO written VALUES (now())) SELECT pg_notify('bus', gen_random_uuid()::text)",
          ),
        );
      }
      const cost = delayUs === 0 ? "as here" : `${delayUs / 1000} ms more`;
      console.log(
        `  ${cost.padEnd(12)}  ${String(number).padStart(7)}   ${count(median(plain)).padStart(14)}   ${count(median(notifying)).padStart(11)}`,
      );
    }
  }
  await Promise.all([...clients, ...listening].map((client) => client.end()));
}

async function commitsPerSecond(clients: readonly pg.Client[], statement: string): Promise<number> {
  let done = 0;
  let isOver = false;
  const running = clients.map(async (client) => {
    while (!isOver) {
      await client.query(statement);
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
