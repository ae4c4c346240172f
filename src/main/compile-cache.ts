import { lstatSync, mkdirSync, readdirSync, type Stats, statSync } from "node:fs";
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { dirname, join, resolve } from "node:path";
import { isKnown } from "../platform/data-folder.ts";

/**
 * Lets Node keep the modules that it compiles in the data folder, so that later starts and commands do not compile them again.
 * Only modules that are imported after this count. With `mayCreate` it makes the folders that are missing; without, it uses what
 * a start has made. What is found in the folder runs, so nobody else may write it.
 */
export function keepCompiled(dataDir: string, mayCreate: boolean): void {
  if (getCompileCacheDir() !== undefined) return; // by NODE_COMPILE_CACHE
  try {
    // These keep the umask of the process: the account of the private Postgres passes through them.
    if (mayCreate) mkdirSync(dirname(resolve(dataDir)), { recursive: true });
    const before = process.umask(0o077);
    try {
      keepIn(dataDir, mayCreate);
    } finally {
      process.umask(before);
    }
  } catch {
    // The start says what is wrong with the data folder.
  }
}

function keepIn(dataDir: string, mayCreate: boolean): void {
  const folder = join(dataDir, "compiled");
  if (mayCreate) mkdirSync(dataDir, { recursive: true });
  else if (!readdirSync(dataDir).every(isKnown)) return; // another program's
  const home = statSync(dataDir);
  // Others cannot rename what is ours in a sticky folder.
  if (!isOurs(home) || (isOpen(home) && (home.mode & 0o1000) === 0)) return;
  if (mayCreate) mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  // Node makes folders below it.
  if (found.isDirectory() && isOurs(found) && !isOpen(found)) enableCompileCache(folder);
}

const isOurs = ({ uid }: Stats) => uid === (process.getuid?.() ?? uid);
const isOpen = ({ mode }: Stats) => (mode & 0o022) !== 0;
