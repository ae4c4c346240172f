import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Figure, figure, note } from "./report.ts";
import type { Server } from "./server.ts";

const megabytesMax = 180;
const settleMs = 3_000;

/** Resident memory of the server's process, its Postgres left out, some seconds after it started. */
export async function idleMemory(server: Server): Promise<Figure[]> {
  await sleep(settleMs);
  const megabytes = await residentMegabytes(server);
  return [
    figure("memory, idle", `${Math.round(megabytes)} MB`, megabytes, { below: megabytesMax, unit: " MB" }),
  ];
}

/** The same after the work. */
export async function memoryAfterwards(server: Server): Promise<Figure[]> {
  return [note("  … after all of this", `${Math.round(await residentMegabytes(server))} MB`)];
}

async function residentMegabytes({ pid }: Server): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) / 1024;
}
