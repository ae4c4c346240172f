import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { startupError } from "../database/startup-error.ts";
import { type Account, runAs } from "./account.ts";
import type { Home } from "./home.ts";
import type { Programs } from "./programs.ts";

/** The database user of clients. There is no password: only the account can enter the socket's folder. */
export const superuser = "rookery";

// Written to postgresql.conf, where operators can change them.
const settings = {
  shared_buffers: "128MB",
  max_connections: "200",
  // No I/O worker processes and no JIT, to save memory on small machines.
  io_method: "sync",
  jit: "off",
  // The caller gets errors of statements. In Postgres's log they would copy people's data into a file.
  log_min_messages: "log",
  log_checkpoints: "off",
};

/**
 * Creates the cluster unless it exists. It is built in a temporary folder and renamed, so a crash never leaves half of
 * one. The same on every host: UTF-8, the builtin C.UTF-8 locale, UTC. `durable: false` skips syncing to disk.
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

// The initdb of a killed Rookery may still be writing into one of them, which does no harm.
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
