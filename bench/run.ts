import { cpus } from "node:os";
import { openDatabase } from "../src/storage/database.ts";
import { startEmbeddedPostgres } from "../src/storage/embedded-postgres.ts";
import { openFolder, removeFolder } from "../src/testing/open-folder.ts";
import { fillLibrary } from "./corpus.ts";
import { idleMemory, memoryAfterwards } from "./idle-memory.ts";
import { keyCheck } from "./key-check.ts";
import { paging } from "./paging.ts";
import { reading } from "./reading.ts";
import { count, type Figure, table } from "./report.ts";
import { searching } from "./searching.ts";
import { startServer } from "./server.ts";
import { uploading } from "./uploading.ts";

// `npm run bench`: every figure this project promises, measured on this machine. A missed target prints ✗, and with
// `--strict` ends as a failure.

const assets = 100_000;
const strict = process.argv.includes("--strict");
const say = (text: string) => process.stderr.write(`${text}\n`);

const folder = await openFolder();
try {
  const figures = await measure(folder);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
  console.log(`\n${table(figures)}\n\n  ${count(assets)} assets in one library · ${machine}\n`);
  process.exitCode = strict && figures.some(({ met }) => met === false) ? 1 : 0;
} finally {
  removeFolder(folder);
}

async function measure(dataDir: string): Promise<Figure[]> {
  say("Starting the server …");
  const server = await startServer(dataDir);
  const postgres = await startEmbeddedPostgres(dataDir, { info: () => {}, warn: say });
  const database = openDatabase(postgres.connection, { statementTimeoutMs: 0 });
  try {
    const figures = await idleMemory(server);
    say(`Filling a library with ${count(assets)} assets …`);
    const startedAt = performance.now();
    await fillLibrary(database, assets);
    say(`  … took ${Math.round((performance.now() - startedAt) / 1000)} s`);
    for (const [what, run] of [
      ["lists and assets", () => reading(server)],
      ["paging", () => paging(server)],
      ["search", () => searching(server, assets)],
      ["the key check", () => keyCheck(database, server.apiKey)],
      ["uploads", () => uploading(server)],
      ["memory", () => memoryAfterwards(server)],
    ] as const) {
      say(`Measuring ${what} …`);
      figures.push(...(await run()));
    }
    return figures;
  } finally {
    await database.close();
    await server.stop();
    await postgres.release();
  }
}
