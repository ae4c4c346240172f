import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { onTestFinished } from "vitest";

type Report = { connection: pg.ClientConfig; notes: string[] };

export type PostgresUser = {
  pid: number;
  /** Resolves when the process has Postgres. Rejects with the reason when it gets none. */
  report: Promise<Report>;
  /** Releases Postgres and exits. Resolves when the process has ended. */
  leave(): Promise<void>;
  /** kill -9. Resolves when the process has ended. */
  kill(): Promise<void>;
};

const ownScript = fileURLToPath(new URL("embedded-postgres-process.ts", import.meta.url));

/** Its user, its script, a program that runs it, and whether its database is synced to disk. */
type How = { uid?: number; gid?: number; script?: string; through?: string[]; durable?: boolean };

/** Starts a process that uses the embedded Postgres of a data folder. It ends with the test. */
export function postgresUser(dataDir: string, how: How = {}): PostgresUser {
  const { uid, gid, script = ownScript, through = [], durable = false } = how;
  const [program = "", ...args] = [...through, process.execPath, script, dataDir, durable ? "durable" : ""];
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "inherit"],
    // Its own process group, as under a shell.
    detached: true,
    ...(uid === undefined ? {} : { uid, gid }),
  });
  const exited = once(child, "exit");
  const ended = exited.then(() => Promise.reject(new Error("The process ended without a report")));
  const line = once(createInterface(child.stdout as NodeJS.ReadableStream), "line");
  const report = Promise.race([line, ended]).then(([line]) => {
    const { refusal, ...report } = JSON.parse(line);
    if (refusal) throw new Error(refusal);
    return report as Report;
  });
  // A process that a test kills has no report.
  report.catch(() => {});
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  const user = {
    pid: child.pid as number,
    report,
    leave: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
  onTestFinished(user.leave);
  return user;
}

/** Runs one statement on a new connection, and returns the first column of the first row. */
export async function ask(connection: pg.ClientConfig | undefined, statement: string): Promise<unknown> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
