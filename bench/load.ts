import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LoadTask } from "./load-process.ts";

/** What came of it: answers a second, and the time that 99 of 100 took at most. */
export interface Load {
  perSecond: number;
  p99Ms: number;
}

const script = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

/** Sends requests from a process of its own, as fast as the answers come. Throws if any answer is not 2xx. */
export async function load(task: LoadTask): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    script(task.downloads ? "download-process" : "load-process"),
    JSON.stringify(task),
  ]);
  const { failed, ...result } = JSON.parse(stdout) as Load & { failed: number };
  if (failed > 0) throw new Error(`${failed} requests to ${task.url} failed.`);
  return result;
}

const rounds = 5;

/**
 * Measures several loads in turns, and answers the best round of each: whatever else this machine does comes and goes,
 * and it can only make things look slower than they are.
 */
export async function inTurns<Name extends string>(
  tasks: Record<Name, LoadTask>,
): Promise<Record<Name, Load>> {
  const best = {} as Record<Name, Load>;
  const names = Object.keys(tasks) as Name[];
  for (const name of names) await load({ ...tasks[name], seconds: 1 }); // code gets warm, connections are made
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const measured = await load(tasks[name]);
      if (!best[name] || measured.perSecond > best[name].perSecond) best[name] = measured;
    }
  }
  return best;
}
