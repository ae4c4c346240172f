import { once } from "node:events";
import { parseArgs } from "node:util";
import { type Database, openDatabase } from "../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../test/support/processes/open-folder.ts";
import { fillLibrary, multiplyLibrary } from "./corpus.ts";
import { delivering } from "./delivering.ts";
import { idleMemory, memoryAfterwards } from "./idle-memory.ts";
import { keyCheck } from "./key-check.ts";
import { largeCall } from "./large-call.ts";
import { paging } from "./paging.ts";
import { reading } from "./reading.ts";
import { count, type Figure, note, table } from "./report.ts";
import { load, machine, writeResults } from "./results.ts";
import { searching } from "./searching.ts";
import { type Server, startServer } from "./server.ts";
import { transforming } from "./transforming.ts";
import { uploadMemory } from "./upload-memory.ts";
import { uploading } from "./uploading.ts";
import { otherTransports } from "./ways.ts";

// `npm run bench`: every figure this project promises, measured on this machine. A missed target prints ✗, and with
// `--strict` ends as a failure.

const { values } = parseArgs({
  options: {
    strict: { type: "boolean", default: false },
    // Parts of the names below: `--only links,uploads`.
    only: { type: "string" },
    assets: { type: "string", default: "50000" },
    // Writes `bench/RESULTS.md`.
    write: { type: "boolean", default: false },
  },
});
const assets = Number(values.assets);
// What search is measured over.
const timesMore = 20;
const isAsked = (what: string) => values.only?.split(",").some((part) => what.includes(part)) ?? true;
if (values.write && values.only) throw new Error("--write takes a whole run.");
const say = (text: string) => process.stderr.write(`${text}\n`);

class Stopped extends Error {}

// Listening from the start: a signal ends the measuring, and with it the server and its Postgres.
const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
  throw new Stopped();
});
stopped.catch(() => {});

const loadBefore = load();
const folder = await openFolder();
try {
  const figures = await measure(folder);
  if (values.write) await writeResults(figures, [loadBefore, load()]);
  console.log(`\n${table(figures)}\n\n  ${count(assets)} assets in one library · ${machine()}\n`);
  process.exitCode = values.strict && figures.some(({ met }) => met === false) ? 1 : 0;
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  process.exitCode = 130;
} finally {
  removeFolder(folder);
}
process.exit(); // when stopped, loads may still be under way

async function measure(dataDir: string): Promise<Figure[]> {
  say("Starting the server …");
  const server = await startServer(dataDir);
  const postgres = await startEmbeddedPostgres(dataDir, { info: () => {}, warn: say });
  const database = openDatabase(postgres.connection, { statementTimeoutMs: 0 });
  try {
    const figures = await orStopped(idleMemory(server));
    say(`Filling a library with ${count(assets)} assets …`);
    const startedAt = performance.now();
    await orStopped(fillLibrary(database, assets));
    say(`  … took ${Math.round((performance.now() - startedAt) / 1000)} s`);
    for (const [what, run] of [
      ["lists and assets", () => reading(server, database, postgres.connection)],
      ["GraphQL and MCP", () => otherTransports(server)],
      ["paging", () => paging(server)],
      ["the key check", () => keyCheck(database, server.apiKey)],
      ["large calls", () => largeCall(server)],
      ["uploads", () => uploading(server)],
      ["links", () => delivering(server)],
      ["new sizes", () => transforming(server)],
      ["the memory of uploads", () => uploadMemory()],
      ["memory", () => memoryAfterwards(server)],
      ["search", () => searchingMore(server, database)],
    ] as const) {
      if (!isAsked(what)) continue;
      say(`Measuring ${what} …`);
      const measured = await orStopped(run()).catch((error) => failed(what, error));
      say(table(measured));
      figures.push(...measured);
    }
    return figures;
  } finally {
    await database.close();
    await server.stop();
    await postgres.release();
  }
}

/** The other parts are measured all the same. */
function failed(what: string, error: unknown): Figure[] {
  if (error instanceof Stopped) throw error;
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return [{ ...note(what, "could not be measured"), met: false }];
}

async function searchingMore(server: Server, database: Database): Promise<Figure[]> {
  say(`  making it ${count(assets * timesMore)} assets …`);
  await multiplyLibrary(database, timesMore);
  return searching(server, assets * timesMore);
}

function orStopped<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {}); // once stopped, it fails for want of a server
  return Promise.race([work, stopped]);
}
