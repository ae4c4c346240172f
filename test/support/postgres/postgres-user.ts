import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { onTestFinished } from "vitest";

type Report = { connection: pg.ClientConfig; notes: string[] };

export type PostgresUser = {
  pid: number;
  /** Resolves when the process has Postgres; rejects with the reason when it was refused it. */
  report: Promise<Report>;
  /** Releases Postgres and ends; resolves when the process is gone. */
  leave(): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
};

const ownScript = fileURLToPath(new URL("embedded-postgres-process.ts", import.meta.url));

/** As whom it runs, from which checkout, through what other program, and whether a power cut would matter. */
type How = { uid?: number; gid?: number; script?: string; through?: string[]; durable?: boolean };

/** A process of its own that uses the embedded Postgres of a data folder. Leaves at the end of the test at the latest. */
export function postgresUser(dataDir: string, how: How = {}): PostgresUser {
  const { uid, gid, script = ownScript, through = [], durable = false } = how;
  const [program = "", ...args] = [...through, process.execPath, script, dataDir, durable ? "durable" : ""];
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "inherit"],
    // A process group of its own, as a shell would give it.
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
  // A process that is killed on purpose is not asked for one.
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

/** Runs one statement on a connection of its own, and returns the first column of the first row. */
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
