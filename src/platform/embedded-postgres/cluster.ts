import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { startupError } from "../database/startup-error.ts";
import { type Account, runAs } from "./account.ts";
import type { Home } from "./home.ts";
import type { Programs } from "./programs.ts";

/** Whom clients connect as; the folder of the socket, not a password, keeps everyone else out. */
export const superuser = "rookery";

// Written to postgresql.conf, where whoever runs this machine can change them.
const settings = {
  shared_buffers: "128MB",
  max_connections: "200",
  // No I/O worker processes and no compiled queries: memory that a small machine has better uses for.
  io_method: "sync",
  jit: "off",
  // Failed statements are reported where they failed; here they would only copy people's data into a file.
  log_min_messages: "log",
  log_checkpoints: "off",
};

/**
 * Makes the cluster unless it is there; made on the side and renamed when complete, so a crash never leaves half of one.
 * The same on every host: UTF-8, the builtin C.UTF-8 locale, UTC. `durable: false` leaves out syncing it to disk.
 */
export async function ensureCluster(
  home: Home,
  account: Account,
  programs: Programs,
  durable: boolean,
): Promise<void> {
  if (await stat(home.cluster).catch(() => undefined)) return;
  await removeUnfinished(home);
  const unfinished = join(home.path, `initdb-${randomBytes(4).toString("hex")}`);
  await initialise(unfinished, account, programs, durable);
  await rename(unfinished, home.cluster);
  const folder = await open(home.path);
  await folder.sync();
  await folder.close();
}

// An initdb whose Rookery was killed may still be writing into one of them; it can no longer do harm.
async function removeUnfinished({ path }: Home): Promise<void> {
  for (const name of await readdir(path)) {
    if (name.startsWith("initdb-")) await rm(join(path, name), { recursive: true }).catch(() => {});
  }
}

async function initialise(
  folder: string,
  account: Account,
  programs: Programs,
  durable: boolean,
): Promise<void> {
  const args = [
    ...[
      "--pgdata",
      folder,
      "--username",
      superuser,
      "--auth",
      "trust",
      "--encoding",
      "UTF8",
      "--locale",
      "C",
    ],
    ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"],
    ...Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await runAs(account, programs.initdb, args);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const reason = stderr?.trim() || message;
    throw startupError(
      `PostgreSQL could not make its data folder; DATABASE_URL can name another server. ${reason}`,
      error,
    );
  }
}
