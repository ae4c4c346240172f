import { lstatSync, mkdirSync, statSync } from "node:fs";
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { join } from "node:path";

/**
 * Lets Node keep the modules that it compiles in the data folder, so that later starts and commands do not compile them again.
 * Only modules that are imported after this count. `mayCreate` makes the data folder if it is missing. What is found in the
 * folder runs, so nobody else may write it.
 */
export function keepCompiled(dataDir: string, mayCreate: boolean): void {
  if (getCompileCacheDir() !== undefined) return; // by NODE_COMPILE_CACHE
  const folder = join(dataDir, "compiled");
  // Node makes folders below it.
  const before = process.umask(0o077);
  try {
    if (mayCreate) mkdirSync(dataDir, { recursive: true });
    if (!isOurs(statSync(dataDir).uid)) return;
    mkdirSync(folder, { recursive: true });
    const { uid, mode } = lstatSync(folder);
    if (isOurs(uid) && (mode & 0o022) === 0) enableCompileCache(folder);
  } catch {
    // The start says what is wrong with the data folder.
  } finally {
    process.umask(before);
  }
}

const isOurs = (uid: number) => uid === (process.getuid?.() ?? uid);
