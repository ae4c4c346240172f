import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BlobFiles, BlobMissing } from "./blobs.ts";
import { openFile, pathIn } from "./folder.ts";

/** A part of the store for files that can be made again. It deletes those that were not used for longest. */
export interface CacheArea extends BlobFiles {
  /** Deletes all files whose key starts with `folder/`. */
  deleteFolder(folder: string): Promise<void>;
  /** Keeps bytes below a key. After a crash they are complete or missing. */
  write(key: string, bytes: Buffer): Promise<void>;
  /** The folders that there are. */
  folders(): Promise<string[]>;
  /** Where a file is, until it is cleaned up. Using it keeps it. */
  path(key: string): Promise<string | undefined>;
}

interface CacheAreaOptions {
  /** The size of all files that starts a clean-up. */
  bytesMax: number;
  now?: () => number;
}

// A clean-up leaves this share, so that the next one is not due at once.
const keptShare = 0.9;
// The time of last use is noted no more often, since each note is a write.
const noteEveryMs = 3_600_000;

/** The cache area of a process below `root`. Processes may share a folder: each looks at what is there when it cleans up. */
export function openCacheArea(root: string, { bytesMax, now = Date.now }: CacheAreaOptions): CacheArea {
  // Counted at the first write, then by each write.
  let bytes: number | undefined;
  let cleaning: Promise<void> | undefined;

  async function cleanUp(): Promise<void> {
    const files = await filesBelow(root);
    bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes <= bytesMax) return;
    for (const file of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= bytesMax * keptShare) return;
      await rm(file.path, { force: true });
      bytes -= file.bytes;
    }
  }

  async function noteUse(path: string, usedMs: number): Promise<void> {
    if (now() - usedMs < noteEveryMs) return;
    await utimes(path, new Date(now()), new Date(now())).catch(() => {}); // deleted meanwhile
  }

  async function count(size: number): Promise<void> {
    if (bytes !== undefined) bytes += size;
    if (bytes !== undefined && bytes <= bytesMax) return;
    cleaning ??= cleanUp().finally(() => {
      cleaning = undefined;
    });
    await cleaning;
  }

  return {
    async put(key, path) {
      const target = pathIn(root, key);
      const { size } = await stat(path);
      await inFolderOf(target, () => rename(path, target));
      await count(size);
    },

    async write(key, content) {
      const target = pathIn(root, key);
      // One that a crash leaves behind goes with the files that are not used.
      const part = `${target}.${randomUUID()}`;
      await inFolderOf(target, () => writeFile(part, content, { mode: 0o600 }));
      await rename(part, target);
      await count(content.length);
    },

    async open(key) {
      const path = pathIn(root, key);
      const file = await openFile(path);
      if (file) await noteUse(path, file.modifiedMs);
      return file;
    },

    async folders() {
      const shards = await readdir(root).catch(() => []);
      const names = await Promise.all(shards.map((shard) => readdir(join(root, shard)).catch(() => [])));
      return names.flat();
    },

    async path(key) {
      const path = pathIn(root, key);
      const found = await stat(path).catch(() => undefined);
      if (found) await noteUse(path, found.mtimeMs);
      return found && path;
    },

    async delete(keys) {
      for (const key of keys) await rm(pathIn(root, key), { force: true });
    },

    async deleteFolder(folder) {
      await rm(pathIn(root, folder), { recursive: true, force: true });
    },

    async withFile(key, work) {
      const path = pathIn(root, key);
      await access(path).catch(() => {
        throw new BlobMissing(key);
      });
      return work(path);
    },
  };
}

/** Does something with a file whose folder may not exist yet. */
async function inFolderOf(path: string, work: () => Promise<void>): Promise<void> {
  await work().catch(async (error) => {
    if (error.code !== "ENOENT") throw error;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await work();
  });
}

interface CachedFile {
  path: string;
  bytes: number;
  usedMs: number;
}

async function filesBelow(root: string): Promise<CachedFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: CachedFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => undefined); // deleted meanwhile
    if (found) files.push({ path, bytes: found.size, usedMs: found.mtimeMs });
  }
  return files;
}
