import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A process of the cluster. Its output is in `<folder>/log/<name>`. */
export interface Running {
  name: string;
  pid: number;
  /** Whether it has ended. */
  hasEnded(): boolean;
  /** The ids of the process and of all that it started. */
  all(): number[];
  /** kill -9 of the process and of all that it started, as when its machine loses power. */
  killAll(): Promise<void>;
  /** Ends it within ten seconds. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

export interface Processes {
  start(name: string, program: string, args: readonly string[], options?: SpawnOptions): Running;
  /** Ends all that still run, the newest first. */
  endAll(): Promise<void>;
  /** Nothing is started any more. */
  areEnding(): boolean;
}

const endMaxMs = 10_000;

/** Starts processes and remembers them, so that all of them end with the test. */
export function openProcesses(folder: string): Processes {
  const running = new Set<Running>();
  let ending = false;
  return {
    start(name, program, args, options = {}) {
      const log = openSync(join(folder, "log", name), "a");
      const child = spawn(program, args, { stdio: ["ignore", log, log], ...options });
      const one = handleOf(name, child);
      running.add(one);
      child.on("exit", () => running.delete(one));
      return one;
    },
    areEnding: () => ending,
    async endAll() {
      ending = true;
      for (const one of [...running].reverse()) await one.end();
    },
  };
}

function handleOf(name: string, child: ChildProcess): Running {
  const pid = child.pid as number;
  const exited = once(child, "exit");
  exited.catch(() => {});
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const all = () => [pid, ...descendants(pid)];
  const killAll = async () => {
    // What is stopped starts nothing new meanwhile.
    child.kill("SIGSTOP");
    for (const one of all()) kill(one, "SIGKILL");
    await exited;
  };
  return {
    name,
    pid,
    hasEnded,
    all,
    killAll,
    async end(signal = "SIGTERM") {
      if (hasEnded()) return;
      const timer = setTimeout(() => void killAll(), endMaxMs);
      child.kill("SIGCONT");
      child.kill(signal);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Sends a signal to a process that may have ended. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** All processes below one, parents first. */
function descendants(pid: number): number[] {
  const children = Map.groupBy(everyProcess(), ({ parent }) => parent);
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap(({ pid: child }) => [child, ...below(child)]);
  return below(pid);
}

function everyProcess(): { pid: number; parent: number }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // "pid (name) state parent …", where the name may have spaces.
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(")")).split(" ")[2]) }];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}
