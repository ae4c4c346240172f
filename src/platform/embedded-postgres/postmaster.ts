import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, spawnAs } from "./account.ts";
import type { Home } from "./home.ts";
import { disownPostmasterFile, livingPostmaster, serves } from "./postmaster-file.ts";
import type { Programs } from "./programs.ts";
import { clearSocketFolder, port } from "./socket.ts";

export type Installation = {
  home: Home;
  account: Account;
  programs: Programs;
  socketFolder: string;
  durable: boolean;
};

/** A server process that we started. `failure` is its output once it has ended. */
export type Launched = { failure(): Promise<string | undefined> };

const pollMs = 10;
// A fast shutdown writes all memory to disk, which takes long on a slow disk.
const stopMaxMs = 60_000;

/** Starts the server in its own process group, so that Ctrl-C does not signal it. None may be running. */
export async function launch({
  home,
  account,
  programs,
  socketFolder,
  durable,
}: Installation): Promise<Launched> {
  await disownPostmasterFile(home.cluster);
  await clearSocketFolder(socketFolder);
  const log = await open(home.log, "a");
  const { size } = await log.stat();
  const settings = {
    listen_addresses: "",
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const args = ["-D", home.cluster, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const child = spawn(programs.postgres, args, {
    ...spawnAs(account),
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let end: string | undefined;
  child.once("error", (error) => {
    end = error.message;
  });
  child.once("exit", (code, signal) => {
    end = `ended with ${signal ?? `code ${code}`}`;
  });
  child.unref();
  await log.close();
  const printed = async () => (await readFile(home.log)).subarray(size).toString().trim();
  return { failure: async () => (end === undefined ? undefined : `${await printed()} (${end})`) };
}

/** Stops the server cleanly and waits for its end. False when it does not stop, or may not be ours. */
export async function stop({ home }: Installation): Promise<boolean> {
  const running = await livingPostmaster(home.cluster);
  if (!running) return true;
  if (!running.isSurelyOurs) return false;
  const { pid } = running;
  signal(pid, "SIGINT");
  const deadline = Date.now() + stopMaxMs;
  while ((await serves(pid, home.cluster)) === "yes") {
    if (Date.now() > deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
