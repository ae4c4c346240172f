import { mkdir, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

// A process touches the lock that it holds. One that was killed no longer does, and its lock is removed.
const touchMs = 5_000;
const abandonedMs = 30_000;

/** Waits until no other process holds the lock, a folder. Returns a function that gives it back. */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const mine = join(folder, `${process.pid}-${crypto.randomUUID()}`);
  while (!(await taken(folder))) {
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedMs) await rm(folder, { recursive: true, force: true });
    else await wait(50);
  }
  await writeFile(mine, "");
  const touching = setInterval(() => {
    const now = new Date();
    void utimes(folder, now, now).catch(() => {});
  }, touchMs);
  touching.unref();
  return async () => {
    clearInterval(touching);
    // After a long sleep of the machine, another process may hold it. Its file keeps the folder.
    await rm(mine, { force: true });
    await rmdir(folder).catch(() => {});
  };
}

const taken = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
