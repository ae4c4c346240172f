import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Figure, figure, note } from "./report.ts";
import type { Server } from "./server.ts";

const megabytesMax = 180;
const settleMs = 3_000;
const idleMs = 30_000;
const afterwardsMegabytesMax = 350;

/** Resident memory of the server's process, its Postgres left out, some seconds after it started. */
export async function idleMemory(server: Server): Promise<Figure[]> {
  await sleep(settleMs);
  const megabytes = await residentMegabytes(server);
  return [
    figure("memory, idle", `${Math.round(megabytes)} MB`, megabytes, { below: megabytesMax, unit: " MB" }),
  ];
}

/** The memory after the work, and after half a minute of idling. */
export async function memoryAfterwards(server: Server): Promise<Figure[]> {
  const before = await residentMegabytes(server);
  await sleep(idleMs);
  const megabytes = await residentMegabytes(server);
  return [
    note("  … right after all of this", `${Math.round(before)} MB`),
    figure("  … and half a minute later", `${Math.round(megabytes)} MB`, megabytes, {
      below: afterwardsMegabytesMax,
      unit: " MB",
    }),
  ];
}

async function residentMegabytes({ pid }: Server): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) / 1024;
}
