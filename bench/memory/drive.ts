import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { BareTask } from "./bare-inserts-process.ts";
import type { DriveTask } from "./drive-process.ts";

/** What came of it: how long it took in all, and each answer, in milliseconds. */
export interface Driven {
  totalMs: number;
  timesMs: number[];
}

/** Sends requests from a process of its own, each as soon as a connection is free. Throws if any answer is not 2xx. */
export const drive = (task: DriveTask, signal: AbortSignal) => run<Driven>("drive-process.ts", task, signal);

/** Bare inserts by `pg`, from a process of its own. */
export const bareInserts = (task: BareTask, signal: AbortSignal) =>
  run<{ perSecond: number }>("bare-inserts-process.ts", task, signal);

async function run<Result>(script: string, task: object, signal: AbortSignal): Promise<Result> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path], { stdio: ["pipe", "pipe", "inherit"], signal });
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  child.stdin.end(JSON.stringify(task));
  const answer = await Promise.race([text(child.stdout), failed]);
  if (answer === "") throw new Error(`${script} did not finish.`);
  return JSON.parse(answer) as Result;
}

export const perSecond = ({ totalMs, timesMs }: Driven): number => (timesMs.length * 1000) / totalMs;

/** The time that this share of the answers took at most. */
export function percentile(timesMs: readonly number[], share: number): number {
  const sorted = [...timesMs].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
