import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openFolder, removeFolder } from "../support/processes/open-folder.ts";
import { openProcesses } from "./processes.ts";
import { findPrograms } from "./programs.ts";
import { report } from "./report.ts";
import { newOutcome, runCluster } from "./scenario.ts";

// `npm run test:cluster`: three app processes and two workers on two PostgreSQL servers, one S3 store, HAProxy and nginx, while
// parts of them are killed under load. Prints and saves counts, also when it is interrupted. Ends with 1 when something
// acknowledged is lost, a limit is missed, or fewer parts were broken than asked for.

const { values } = parseArgs({
  options: {
    "primary-kills": { type: "string", default: "20" },
    "app-kills": { type: "string", default: "20" },
    "store-outages": { type: "string", default: "5" },
    // For machines on which other work runs.
    minutes: { type: "string", default: "90" },
    // Where the counts are saved.
    save: { type: "string", default: join(tmpdir(), "rookery-cluster.txt") },
    // Keeps the logs.
    keep: { type: "boolean", default: false },
  },
});
const length = {
  primaryKills: Number(values["primary-kills"]),
  appKills: Number(values["app-kills"]),
  storeOutages: Number(values["store-outages"]),
  minutesMax: Number(values.minutes),
};
const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

try {
  const programs = findPrograms();
  say("Compiling");
  const compile = join(import.meta.dirname, "../../scripts/package/compile.ts");
  if (spawnSync(process.execPath, [compile], { stdio: ["ignore", "ignore", "inherit"] }).status !== 0)
    throw new Error("What npm pack compiles is not right");
  const folder = await openFolder();
  await mkdir(join(folder, "log"));
  await chmod(join(folder, "log"), 0o777);
  const processes = openProcesses(folder);
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
    throw new Error("Interrupted");
  });
  const outcome = newOutcome();
  const startedAt = performance.now();
  try {
    await Promise.race([runCluster({ folder, processes, programs, length, say }, outcome), stopped]);
  } catch (error) {
    outcome.failure = [(error as Error).message, (error as Error).cause ?? ""].join(" ");
  } finally {
    const minutes = (performance.now() - startedAt) / 60_000;
    process.exitCode = (await report(outcome, length, minutes, resolve(values.save))) ? 0 : 1;
    await processes.endAll();
    if (values.keep) say(`Logs: ${folder}/log`);
    else removeFolder(folder);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
// Calls may still be under way.
process.exit();
