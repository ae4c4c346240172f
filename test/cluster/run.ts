import { once } from "node:events";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openFolder, removeFolder } from "../support/processes/open-folder.ts";
import { openProcesses } from "./processes.ts";
import { findPrograms } from "./programs.ts";
import { report } from "./report.ts";
import { runCluster } from "./scenario.ts";

// `npm run test:cluster [-- --rounds 20] [--minutes 90] [--keep]`: three app processes and two workers on two PostgreSQL servers,
// one S3 store, HAProxy and nginx, while parts of them are killed under load. Prints counts; ends with 1 when something
// acknowledged is lost, or a limit is missed.

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    // For machines on which other work runs.
    minutes: { type: "string", default: "90" },
    // Keeps the logs.
    keep: { type: "boolean", default: false },
  },
});
const length = { rounds: Number(values.rounds), minutesMax: Number(values.minutes) };
const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

try {
  const programs = findPrograms();
  const folder = await openFolder();
  await mkdir(join(folder, "log"));
  await chmod(join(folder, "log"), 0o777);
  const processes = openProcesses(folder);
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
    throw new Error("Interrupted");
  });
  try {
    const startedAt = performance.now();
    const outcome = await Promise.race([runCluster({ folder, processes, programs, length, say }), stopped]);
    process.exitCode = report(outcome, (performance.now() - startedAt) / 60_000) ? 0 : 1;
  } finally {
    await processes.endAll();
    if (values.keep) say(`Logs: ${folder}/log`);
    else removeFolder(folder);
  }
} catch (error) {
  console.error((error as Error).message, (error as Error).cause ?? "");
  process.exitCode = 1;
}
// Calls may still be under way.
process.exit();
