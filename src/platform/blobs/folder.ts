import { access, type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { BlobMissing, type BlobStore, type ListedBlob, type OpenBlob } from "./blobs.ts";
import { fileSha256 } from "./file-hash.ts";
import { requireKey } from "./keys.ts";

/**
 * Blobs as files below `root`, spread over 4,096 folders by the start of their key. `put` renames, so its file must be
 * on the same file system.
 */
export function folderBlobStore(root: string): BlobStore {
  const pathOf = (key: string) => pathIn(root, key);

  async function withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    const path = pathOf(key);
    await access(path).catch((error) => {
      throw error.code === "ENOENT" ? new BlobMissing(key) : error;
    });
    return work(path);
  }

  return {
    async put(key, path, { durable = true } = {}) {
      const target = pathOf(key);
      const folder = dirname(target);
      await syncFile(path);
      await rename(path, target).catch(async (error) => {
        if (error.code !== "ENOENT") throw error;
        await makeFolder(folder);
        await rename(path, target);
      });
      if (durable) await syncFolder(folder);
    },

    open: (key) => openFile(pathOf(key)),

    async delete(keys) {
      for (const key of keys) {
        const path = pathOf(key);
        await rm(path, { force: true });
        await rmdir(dirname(path)).catch(() => {}); // removes the folder with its last file
      }
    },

    withFile,
    withFileAsItIs: withFile,

    list: () => filesBelow(root),

    has: async (key) => (await stat(pathOf(key)).catch(ignoreMissing)) !== undefined,

    async fingerprint(key) {
      const path = pathOf(key);
      const found = await stat(path).catch(ignoreMissing);
      return found && { bytes: found.size, sha256: await fileSha256(path) };
    },

    link: async () => undefined,
    // Files are complete when they are moved here. The staging folder has the others.
    async sweep() {},
    // The staging folder is on the same disk, and is checked.
    async check() {},
  };
}

async function* filesBelow(root: string): AsyncIterable<ListedBlob> {
  for (const shard of (await readdir(root).catch(ignoreMissing)) ?? []) {
    const folder = join(root, shard);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing);
    for (const entry of entries ?? []) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(ignoreMissing);
      if (found) yield { key: relative(folder, path), bytes: found.size };
    }
  }
}

/** The path of a blob below `root`. */
export function pathIn(root: string, key: string): string {
  requireKey(key);
  return join(root, key.slice(0, 2), key);
}

/** Opens a file for reading; undefined if there is none. */
export async function openFile(path: string): Promise<(OpenBlob & { modifiedMs: number }) | undefined> {
  const file = await open(path).catch(ignoreMissing);
  if (!file) return undefined;
  try {
    const { size: bytes, mtimeMs: modifiedMs } = await file.stat();
    return {
      bytes,
      modifiedMs,
      stream({ start, end } = { start: 0, end: bytes - 1 }) {
        if (bytes > 0) return file.createReadStream({ start, end });
        void file.close();
        return Readable.from([]);
      },
      ...(bytes <= wholeBytesMax && { whole: () => readWhole(file, bytes) }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

// A photograph of a few megapixels.
const wholeBytesMax = 1024 * 1024;

/** Reads an open file of so many bytes, and closes it. */
async function readWhole(file: FileHandle, bytes: number): Promise<Buffer> {
  try {
    // Not from Node's shared pool: a cached slice would keep the whole pool in memory.
    const whole = Buffer.allocUnsafeSlow(bytes);
    for (let filled = 0; filled < bytes; ) {
      const { bytesRead } = await file.read(whole, filled, bytes - filled, filled);
      if (bytesRead === 0) throw new Error(`A blob of ${bytes} bytes ended after ${filled}`);
      filled += bytesRead;
    }
    return whole;
  } finally {
    await file.close();
  }
}

/** Creates a folder and its parents, and syncs them to disk. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let path = folder; first !== undefined && path.length >= first.length; path = dirname(path)) {
    await syncFolder(dirname(path));
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function syncFile(path: string): Promise<void> {
  await using file = await open(path, "r+");
  await file.sync();
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}
