import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { type DecodeCost, decodeCost } from "../../../media/decode/cost.ts";
import type { DecodeJob } from "../../../media/decode/decode.ts";
import { defaultPictureLimits } from "../../../media/decode/picture-limits.ts";
import { decodeQueue } from "../../../media/decode/queue.ts";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import type { BlobStore } from "../../../platform/blobs/blobs.ts";
import type { Config } from "../../../platform/config.ts";
import { blobFiles } from "./blob-files.ts";

export interface Picture {
  blob: string;
  mediaType: MediaType;
  /** Organizations take turns. Undefined while an upload is under way. */
  organizationId?: number;
}

/** Work on originals, in turn: memory and cores are shared among all of this process. */
export interface Decoding {
  /** Runs `work` with an empty folder, which is removed afterwards. */
  inFolder<T>(work: (workDir: string) => Promise<T>): Promise<T>;
  /**
   * Runs `work` on the original of a picture when a slot is free. `costOf` says what it takes beside the decode. Throws
   * `BlobMissing`, `UnreadablePicture`.
   */
  inTurn<T>(
    picture: Picture,
    work: (job: Omit<Required<DecodeJob>, "workDir">) => Promise<T>,
    costOf?: (decode: DecodeCost) => DecodeCost,
  ): Promise<T>;
  /** Whether decoding the picture takes so long that its job should wait apart. */
  isHeavy(picture: Picture): Promise<boolean>;
  /** Whether light work would start at once. */
  isIdle(): boolean;
  /** Whether no work runs or waits. */
  isQuiet(): boolean;
}

const mega = 1024 * 1024;
// Some 300 bytes each.
const costsMax = 10_000;
// Each keeps a core busy. More at a time would not be faster.
const queueLimits = { atOnce: 2, overdueMs: 20_000 };
// Beside the memory that a child process may take for a picture: its own 56 MB, and a decode that needs no child (48 MB).
const besideMb = 104;

/** `folder` is for temporary files. */
export function openDecoding(
  blobs: BlobStore,
  folder: string,
  { pictureMemoryMb: childMemoryMb, ffmpeg }: Pick<Config, "pictureMemoryMb" | "ffmpeg">,
): Decoding {
  const limits = { ...defaultPictureLimits, childMemoryMb, ffmpeg };
  const bytesMax = (childMemoryMb + besideMb) * mega;
  const queue = decodeQueue({ ...queueLimits, bytesMax });
  // A picture is read in many sizes, and its file never changes.
  const costs = new LRUCache<string, DecodeCost>({ max: costsMax });

  async function costOfDecode({ blob, mediaType }: Picture, path: string): Promise<DecodeCost> {
    const cost = costs.get(blob) ?? (await decodeCost(path, mediaType, limits));
    costs.set(blob, cost);
    return cost;
  }

  return {
    isIdle: () => queue.isIdle(),
    isQuiet: () => queue.isQuiet(),
    inFolder: (work) => inWorkFolder(folder, work),
    isHeavy: (picture) =>
      blobs.withFile(blobFiles(picture.blob).original, async (path) => {
        const { bytes } = await costOfDecode(picture, path);
        return queue.isHeavy(bytes);
      }),
    inTurn: (picture, work, costOf = (decode) => decode) =>
      blobs.withFile(blobFiles(picture.blob).original, async (path) => {
        const { mediaType, organizationId = 0 } = picture;
        const cost = costOf(await costOfDecode(picture, path));
        return queue.run({ bytes: cost.bytes, owner: organizationId }, () =>
          work({ path, mediaType, limits, cost }),
        );
      }),
  };
}

async function inWorkFolder<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const prefix = join(folder, "work-");
  const path = await mkdtemp(prefix).catch(async (error) => {
    if (error.code !== "ENOENT") throw error;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return mkdtemp(prefix);
  });
  try {
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
