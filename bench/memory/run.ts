import { once } from "node:events";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { openDatabase } from "../../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../../test/support/processes/open-folder.ts";
import { count, type Figure, table } from "../report.ts";
import { type Server, startServer } from "../server.ts";
import { registerTenant } from "./client.ts";
import { exchangesPerUser, fill, type Size } from "./fill.ts";
import { ingesting, memoryWhileIngesting } from "./ingesting.ts";
import { processorTimes } from "./processor-time.ts";
import { type Asked, querying } from "./querying.ts";
import { recalling } from "./recalling.ts";

// `npm run bench:memory [-- path/to/locomo.json path/to/recall] [--exchanges 1000000] [--ingests 100000] [--only many,long] [--strict]`:
// what memory promises, measured on this machine through the API. A missed target prints ✗, and with `--strict` ends as a failure.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    exchanges: { type: "string", default: "1000000" },
    ingests: { type: "string", default: "100000" },
    // Some of the parts below, by name.
    only: { type: "string" },
    /** The same as `--only recall`. */
    "recall-only": { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
  },
});
const [locomoFile = "../shared/locomo/dev.json", recallFolder = "../shared/recall"] = positionals;
const [exchanges, ingests] = [Number(values.exchanges), Number(values.ingests)];
const only = values["recall-only"] ? "recall" : values.only;
const partNames = ["recall", "many", "one", "long", "ingests", "growth"] as const;
const chosen = only?.split(",") ?? partNames;
for (const name of chosen)
  if (!(partNames as readonly string[]).includes(name))
    throw new Error(`--only takes names of ${partNames.join(", ")}, not ${name}.`);
const say = (text: string) => process.stderr.write(`${text}\n`);

const stopping = new AbortController();
const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
  stopping.abort();
  return undefined;
});

const folder = await openFolder();
try {
  const figures = await withServer(folder);
  if (figures) {
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
    console.log(`\n${table(figures)}\n\n  ${machine}\n`);
  }
  process.exitCode = !figures ? 130 : values.strict && figures.some(({ met }) => met === false) ? 1 : 0;
} finally {
  removeFolder(folder);
}
// Whatever was under way when a signal came.
process.exit();

/** Undefined when it was interrupted; the server and its Postgres are stopped in any case. */
async function withServer(dataDir: string): Promise<Figure[] | undefined> {
  say("Starting the server …");
  const server = await startServer(dataDir);
  const postgres = await startEmbeddedPostgres(dataDir, { info: () => {}, warn: say });
  try {
    return await Promise.race([measure(server, postgres.connection), stopped]);
  } finally {
    await server.stop();
    await postgres.release();
  }
}

async function measure(
  server: Server,
  connection: Awaited<ReturnType<typeof startEmbeddedPostgres>>["connection"],
): Promise<Figure[]> {
  const { signal } = stopping;
  const { origin } = new URL(server.library);
  const database = openDatabase(connection, { statementTimeoutMs: 0 });
  const tenant = await registerTenant(origin, "speed");
  try {
    const figures: Figure[] = [];
    const step = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now();
      say(`${what} …`);
      const result = await run();
      say(`  … took ${Math.round((performance.now() - startedAt) / 1000)} s`);
      return result;
    };
    const timeUsed = await processorTimes(database, server.pid);
    const query = (name: string, size: Size, goals: Asked["goals"]) => async () => {
      const users = await step(`Writing ${name}`, () => fill(database, server.dataDir, tenant, size));
      return step(`Querying ${name}`, () => querying(tenant, { name, users, goals }, timeUsed, signal));
    };
    const parts: Record<(typeof partNames)[number], () => Promise<Figure[]>> = {
      recall: () =>
        step("Asking the questions of the sets", () => recalling(origin, locomoFile, recallFolder)),
      many: query(
        `${count(exchangesPerUser)} short exchanges of ${count(exchanges)}`,
        { users: Math.ceil(exchanges / exchangesPerUser), exchangesEach: exchangesPerUser },
        { p50Ms: 8, p99Ms: 30 },
      ),
      one: query("50,000 short exchanges", { users: 1, exchangesEach: 50_000 }, { p99Ms: 60 }),
      long: query(
        "10,000 exchanges of 4,500 characters",
        { users: 1, exchangesEach: 10_000, characters: 4_500 },
        { p50Ms: 15, p99Ms: 50 },
      ),
      ingests: () => step("Ingesting", () => ingesting(tenant, connection, signal)),
      growth: () =>
        step(`Ingesting ${count(ingests)}`, () =>
          memoryWhileIngesting({ tenant, pid: server.pid }, ingests, signal),
        ),
    };
    for (const name of partNames) if (chosen.includes(name)) figures.push(...(await parts[name]()));
    return figures;
  } finally {
    await tenant.close();
    await database.close();
  }
}
