import { mkdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { startupError } from "../database/startup-error.ts";
import { chooseAccount } from "./account.ts";
import { ensureCluster } from "./cluster.ts";
import { createFile, openHome } from "./home.ts";
import { type Lock, lock, tryLock } from "./lock.ts";
import { type Installation, stop } from "./postmaster.ts";
import { livingPostmaster } from "./postmaster-file.ts";
import { findPrograms } from "./programs.ts";
import { ensureRunning, type SocketConnection } from "./run.ts";
import { openSocketFolder } from "./socket.ts";

export type EmbeddedPostgres = {
  connection: SocketConnection;
  /** Messages for the operator, such as where the database is if not in the data folder. */
  notes: string[];
  /** Stops Postgres if no other process uses it. Calling it again is harmless. */
  release(): Promise<void>;
};

type Log = { info(message: string): void; warn(message: string): void };

const watchMs = 1_000;

/**
 * Starts or joins the private PostgreSQL of a data folder. It listens on a Unix socket only, is restarted if it dies,
 * and is stopped by the last process that releases it. Throws a startup error when it can't run. `durable: false` is
 * for tests: a power cut may then destroy the cluster.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  if (process.platform === "win32") {
    throw startupError(
      "There is no embedded PostgreSQL on Windows: set DATABASE_URL to a PostgreSQL 14 or newer.",
    );
  }
  await mkdir(dataDir, { recursive: true });
  const folder = await realpath(dataDir);
  // Only one process at a time starts, joins or leaves. While it uses the server, each holds the users' lock as shared.
  const startLock = join(folder, "postgres.lock");
  await createFile(startLock, await stat(folder));
  const notes: string[] = [];

  const { installation, connection, use } = await alone(startLock, async () => {
    const installation = await install(folder, durable, (text) => notes.push(text));
    const use = await lock(installation.home.usersLock, "shared");
    try {
      return { installation, use, connection: await ensureRunning(installation) };
    } catch (error) {
      use.release();
      throw error;
    }
  });

  const watch = watchOver(installation, startLock, log);
  const leave = async () => {
    await watch.end();
    await alone(startLock, () => stopIfLast(installation, use, log));
  };
  let leaving: Promise<void> | undefined;
  return {
    connection,
    notes,
    release: () => {
      leaving ??= leave();
      return leaving;
    },
  };
}

async function alone<Result>(startLock: string, work: () => Promise<Result>): Promise<Result> {
  const held = await lock(startLock, "exclusive");
  try {
    return await work();
  } finally {
    held.release();
  }
}

async function install(
  folder: string,
  durable: boolean,
  note: (text: string) => void,
): Promise<Installation> {
  const account = await chooseAccount(join(folder, "postgres"));
  if (!account.isOurs) note(`Postgres refuses to run as root, so it runs as ${account.name}`);
  const home = await openHome(folder, account, note);
  const programs = await findPrograms(account, home.path, note);
  const socketFolder = await openSocketFolder(home, account);
  await ensureCluster(home, account, programs, durable);
  return { home, account, programs, socketFolder, durable };
}

function watchOver(installation: Installation, startLock: string, log: Log): { end(): Promise<void> } {
  let ended = false;
  let looking = Promise.resolve();
  const look = async () => {
    if (await livingPostmaster(installation.home.cluster)) return;
    await alone(startLock, async () => {
      if (ended) return;
      log.warn("Postgres has stopped; restarting it");
      await ensureRunning(installation);
    });
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error) => log.warn(error.message));
  }, watchMs);
  timer.unref();
  return {
    end: () => {
      ended = true;
      clearInterval(timer);
      return looking;
    },
  };
}

async function stopIfLast(installation: Installation, use: Lock, log: Log): Promise<void> {
  use.release();
  const last = tryLock(installation.home.usersLock, "exclusive");
  if (!last) return;
  try {
    if (!(await stop(installation))) log.warn(`Postgres in ${installation.home.path} is still running`);
  } finally {
    last.release();
  }
}
