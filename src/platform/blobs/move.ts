import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import { BlobMissing, type BlobStore, type Fingerprint, type ListedBlob, StoreUnavailable } from "./blobs.ts";
import { withSecondName } from "./second-name.ts";

export interface Moved {
  files: number;
  bytes: number;
  copied: number;
  /** They were copied before. */
  alreadyThere: number;
  /** They were deleted meanwhile. */
  deleted: number;
  removed: number;
}

export interface MoveOptions {
  /** For local copies, on the disk of the folder store. */
  workFolder: string;
  /** Whether blobs are removed from where they were. No node may write there any more. */
  remove: boolean;
  /** Whether a key is one of Rookery's. A bucket may hold files of other programs, which stay. */
  owns(key: string): boolean;
  /** How many of how many blobs are done, and their bytes. */
  progress(done: number, of: number, bytes: number): void;
}

const atOnce = 8;
// Listed blobs that wait for their turn.
const waitingMax = 1_000;

/**
 * Copies all blobs of a store to another while both are used, and reads each back to compare its hash. Blobs that are there
 * already are skipped, so that it can be stopped and started again.
 */
export async function moveBlobs(from: BlobStore, to: BlobStore, options: MoveOptions): Promise<Moved> {
  const moved: Moved = { files: 0, bytes: 0, copied: 0, alreadyThere: 0, deleted: 0, removed: 0 };
  let of = 0;
  for await (const { key } of from.list()) if (options.owns(key)) of++;
  const limit = pLimit(atOnce);
  let waiting: Promise<void>[] = [];

  async function moveOne({ key, bytes }: ListedBlob): Promise<void> {
    const outcome = await copyBlob(from, to, key, options.workFolder);
    moved[outcome]++;
    if (outcome !== "deleted" && options.remove) {
      await from.delete([key]);
      moved.removed++;
    }
    moved.files++;
    moved.bytes += bytes;
    options.progress(moved.files, Math.max(of, moved.files), moved.bytes);
  }

  try {
    for await (const blob of from.list()) {
      if (!options.owns(blob.key)) continue;
      waiting.push(limit(moveOne, blob));
      if (waiting.length < waitingMax) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
  } finally {
    limit.clearQueue();
    await Promise.allSettled(waiting.slice(0, atOnce));
  }
  return moved;
}

async function copyBlob(
  from: BlobStore,
  to: BlobStore,
  key: string,
  workFolder: string,
): Promise<"copied" | "alreadyThere" | "deleted"> {
  const source = await from.fingerprint(key);
  if (!source) return "deleted";
  if (isSame(source, await to.fingerprint(key))) return "alreadyThere";
  try {
    // A store moves what it is given.
    await from.withFile(key, (path) => withSecondName(path, workFolder, (copy) => to.put(key, copy)));
  } catch (error) {
    if (error instanceof BlobMissing) return "deleted";
    throw error;
  }
  // A blob is deleted at its source, then at its target: see `twoStores`. What is there now will be deleted here too.
  if (!(await from.has(key))) {
    await to.delete([key]);
    return "deleted";
  }
  await mustBeWritten(to, key, source);
  return "copied";
}

const isSame = (a: Fingerprint, b: Fingerprint | undefined) => a.bytes === b?.bytes && a.sha256 === b.sha256;

/** Reads what was written. Undefined: it was deleted just now. */
async function mustBeWritten(to: BlobStore, key: string, { sha256 }: Fingerprint): Promise<void> {
  const blob = await to.open(key);
  if (!blob) return;
  const hash = createHash("sha256");
  await pipeline(blob.stream(), hash);
  if (hash.digest("hex") === sha256) return;
  await to.delete([key]);
  throw new StoreUnavailable(`${key} was not written as it was read. Check the stores, and start again.`);
}
