import { createHash } from "node:crypto";
import { lstat, mkdtemp, readdir, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Account } from "./account.ts";
import { createPrivate, type Home } from "./home.ts";
import { openSharedDir } from "./shared-dir.ts";

/** Postgres puts it into the socket's name; there is no TCP port. */
export const port = 5432;

// The system's limit for the whole path is 103 bytes on macOS and 107 on Linux.
const folderBytesMax = 103 - `/.s.PGSQL.${port}`.length;

/**
 * The folder of the socket, which nobody but the account can enter: `run` in its home, or, where that path is too long
 * for a socket, a folder that `run` links to. The same one at every start, so that clients find a restarted server.
 */
export async function openSocketFolder(home: Home, account: Account): Promise<string> {
  const run = join(home.path, "run");
  if (Buffer.byteLength(run) <= folderBytesMax) {
    await createPrivate(run, account);
    return run;
  }
  const prefix = `rookery-${createHash("sha256").update(home.path).digest("hex").slice(0, 8)}-`;
  const linked = await readlink(run).catch(() => undefined);
  if (linked && basename(linked).startsWith(prefix) && (await isOnlyFor(account, linked))) return linked;
  // A name that nobody can guess, or a local user could be there first.
  const folder = await mkdtemp(join(await temporary(), prefix));
  await createPrivate(folder, account);
  await rm(run, { recursive: true, force: true });
  await symlink(folder, run);
  return folder;
}

async function isOnlyFor(account: Account, path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === account.uid && (found.mode & 0o077) === 0;
}

async function temporary(): Promise<string> {
  if (process.getuid?.() === 0) return await openSharedDir();
  return Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : "/tmp";
}

/** Removes what a killed server left; its lock file names a process id that may be another's by now. */
export async function clearSocketFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(".s.PGSQL.")) await rm(join(folder, name), { force: true });
  }
}
