import { readdirSync, readFileSync } from "node:fs";
import sql from "sql-template-tag";
import type { Queryable } from "../../src/platform/database/queryable.ts";

/** Processor time in milliseconds, user and system: of the server's process, and of all processes of its PostgreSQL. */
export interface ProcessorTime {
  server: number;
  postgres: number;
}

// Linux counts in hundredths of a second, whatever the kernel's clock is.
const msPerTick = 10;

/** Reads the processor time that a server and its PostgreSQL on this machine have used. Linux only. */
export async function processorTimes(db: Queryable, serverPid: number): Promise<() => ProcessorTime> {
  const { pid } = await db.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const postmaster = readProcess(pid)?.parent ?? 0;
  return () => ({
    server: readProcess(serverPid)?.ms ?? Number.NaN,
    postgres: allProcesses().reduce(
      (sum, { id, parent, ms, endedMs }) =>
        id === postmaster ? sum + ms + endedMs : parent === postmaster ? sum + ms : sum,
      0,
    ),
  });
}

interface Process {
  id: number;
  parent: number;
  ms: number;
  /** Of its children that have ended. */
  endedMs: number;
}

function readProcess(id: number): Process | undefined {
  try {
    // The name, in parentheses, may contain spaces.
    const fields = readFileSync(`/proc/${id}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (place) => fields[place],
    );
    return {
      id,
      parent,
      ms: (user + system) * msPerTick,
      endedMs: (endedUser + endedSystem) * msPerTick,
    };
  } catch {
    return undefined; // it ended meanwhile
  }
}

const allProcesses = (): Process[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
