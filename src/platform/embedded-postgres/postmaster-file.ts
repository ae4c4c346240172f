import { execFile } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A running server, as described in its cluster's `postmaster.pid`. */
export type Postmaster = {
  pid: number;
  /** The folder of its socket; undefined while it has none. */
  socketFolder: string | undefined;
  isReady: boolean;
  /** False when the process is a Postgres but may belong to another cluster. Do not signal it then. */
  isSurelyOurs: boolean;
};

/**
 * The cluster's running server. Undefined without one, even if a dead server's file names another program's process.
 */
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
 * Writes our process id into a dead server's `postmaster.pid`. Postgres refuses to start while the process in the file
 * lives, unless it is its own parent. The other lines stay, because Postgres uses them to find the dead server's
 * children.
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

/** Whether a process is this cluster's server. */
export async function serves(pid: number, cluster: string): Promise<"yes" | "no" | "perhaps"> {
  const [program = "", ...args] = await commandLine(pid);
  if (!program.endsWith("postgres")) return "no";
  const theirs = await identity(args[args.indexOf("-D") + 1] ?? "");
  if (theirs === (await identity(cluster))) return "yes";
  // If its folder can't be read, it may be ours under an old path. Two servers would destroy the cluster.
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
  // A path with spaces is split here. Its folder is then not found, which is safe.
  const listing = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(
    () => undefined,
  );
  return listing?.stdout.trim().split(" ") ?? [];
}
