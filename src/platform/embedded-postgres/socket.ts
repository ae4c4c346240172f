import { createHash } from "node:crypto";
import { lstat, mkdtemp, readdir, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Account } from "./account.ts";
import { createPrivate, type Home } from "./home.ts";
import { openSharedDir } from "./shared-dir.ts";

/** Part of the socket's name. No TCP port is opened. */
export const port = 5432;

// The limit for the whole path is 103 bytes on macOS and 107 on Linux.
const folderBytesMax = 103 - `/.s.PGSQL.${port}`.length;

/**
 * The folder of the socket, which only the account can enter: `run` in its home, or, if that path is too long for a
 * socket, a temporary folder that `run` links to. It stays the same, so that clients find a restarted server.
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
  // An unguessable name, so that no local user can create it first.
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

/** Removes a killed server's files. Its lock file names a process id that another program may have by now. */
export async function clearSocketFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(".s.PGSQL.")) await rm(join(folder, name), { force: true });
  }
}
