import { execFile } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A server that runs on a cluster, as it describes itself in the `postmaster.pid` it keeps there. */
export type Postmaster = {
  pid: number;
  /** The folder of its socket, once it has one. */
  socketFolder: string | undefined;
  isReady: boolean;
  /** False when the process is a Postgres, and nothing tells whether it is this cluster's: do not signal it. */
  isSurelyOurs: boolean;
};

/** Undefined when none runs, whatever a killed one left behind and whoever has its process id now. */
export async function livingPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = await readLines(cluster);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const serving = await serves(pid, cluster);
  if (serving === "no") return undefined;
  const isReady = lines[7]?.startsWith("ready") === true;
  return { pid, socketFolder: lines[4] || undefined, isReady, isSurelyOurs: serving === "yes" };
}

/**
 * Makes a dead server's `postmaster.pid` harmless. Postgres refuses to start while the process in it lives, except when
 * that is its own parent. The other lines stay: by them it sees whether the dead server's children are still at work.
 */
export async function disownPostmasterFile(cluster: string): Promise<void> {
  const lines = await readLines(cluster);
  if (lines) await writeFile(join(cluster, "postmaster.pid"), [process.pid, ...lines.slice(1)].join("\n"));
}

const readLines = (cluster: string) =>
  readFile(join(cluster, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => undefined,
  );

/** Whether the process is the server of this cluster. */
export async function serves(pid: number, cluster: string): Promise<"yes" | "no" | "perhaps"> {
  const [program = "", ...args] = await commandLine(pid);
  if (!program.endsWith("postgres")) return "no";
  const theirs = await identity(args[args.indexOf("-D") + 1] ?? "");
  if (theirs === (await identity(cluster))) return "yes";
  // Its folder may be ours under an older name, and two servers on one cluster would destroy it.
  return theirs === undefined ? "perhaps" : "no";
}

const identity = (folder: string) =>
  stat(folder).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    ({ code }) => (code === "ENOENT" ? undefined : "not ours to see"),
  );

async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text.split("\0");
  }
  // A path with spaces comes apart here; its folder is then not found, which errs on the safe side.
  const listing = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(
    () => undefined,
  );
  return listing?.stdout.trim().split(" ") ?? [];
}
