import { createHash } from "node:crypto";
import { lstat, mkdir, open, realpath, rmdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { letPass } from "../data-folder.ts";
import { startupError } from "../database/startup-error.ts";
import { type Account, canRun, giveTo } from "./account.ts";
import { openSharedDir } from "./shared-dir.ts";

/** The folder of an embedded Postgres, which only its account and root can enter. Paths are absolute. */
export type Home = { path: string; cluster: string; log: string; usersLock: string };

/**
 * Opens `<dataDir>/postgres`. If the account cannot reach it, it becomes a link to a folder under /var/lib/rookery-postgres,
 * which later starts follow. Throws a startup error when the account cannot use the folder.
 */
export async function openHome(
  dataDir: string,
  account: Account,
  note: (text: string) => void,
): Promise<Home> {
  const entry = join(dataDir, "postgres");
  if (!(await lstat(entry).catch(() => undefined))) await create(entry, account, dataDir);
  const path = await realpath(entry).catch((error) => {
    const way = "restore that folder, or remove the link to start with an empty database";
    throw startupError(`${entry} is a link to a folder that does not exist: ${way}.`, error);
  });
  const { uid } = await stat(path);
  if (uid !== account.uid || !(await canReach(account, path, dataDir))) {
    throw startupError(
      `Postgres, running as ${account.name}, cannot use ${path}: start Rookery as the user who started it first, ` +
        "or make that folder and the way to it accessible.",
    );
  }
  if (path !== entry) note(`The database of ${dataDir} is in ${path}`);
  const home = {
    path,
    cluster: join(path, "cluster"),
    log: join(path, "postgres.log"),
    usersLock: join(path, "users.lock"),
  };
  for (const file of [home.log, home.usersLock]) await createFile(file, account);
  return home;
}

async function create(entry: string, account: Account, dataDir: string): Promise<void> {
  await createPrivate(entry, account);
  if (await canReach(account, entry, dataDir)) return;
  await rmdir(entry);
  const name = createHash("sha256").update(entry).digest("hex").slice(0, 16);
  const elsewhere = join(await openSharedDir(), name);
  await createPrivate(elsewhere, account);
  await symlink(elsewhere, entry);
}

/** Creates a folder that only the account can enter, unless the path exists. */
export async function createPrivate(path: string, account: Account): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await giveTo(account, path);
}

/** Creates an empty file that only its owner can open, unless it exists. */
export async function createFile(path: string, owner: { uid: number; gid: number }): Promise<void> {
  await (await open(path, "a", 0o600)).close();
  await giveTo(owner, path);
}

/** Whether the account can use a folder, at the latest once it may pass through the data folder. */
async function canReach(account: Account, folder: string, dataDir: string): Promise<boolean> {
  if (await canUse(account, folder)) return true;
  if (account.isOurs) return false;
  const undo = await letPass(dataDir);
  if (await canUse(account, folder)) return true;
  await undo();
  return false;
}

const canUse = (account: Account, folder: string) =>
  canRun(account, "/bin/sh", ["-c", 'cd "$0" && test -w .', folder]);
