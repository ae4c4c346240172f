import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { decodeCost } from "../../../media/decode/cost.ts";
import type { DecodeJob } from "../../../media/decode/decode.ts";
import { defaultPictureLimits } from "../../../media/decode/picture-limits.ts";
import { decodeQueue } from "../../../media/decode/queue.ts";
import type { RenditionName } from "../../../media/renditions/names.ts";
import { type PictureData, processPicture, renderSize } from "../../../media/renditions/renditions.ts";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import { BlobMissing, type BlobStore, type OpenBlob } from "../../../platform/blobs/blobs.ts";
import { blobFiles } from "./blob-files.ts";

export interface Picture {
  blob: string;
  mediaType: MediaType;
  /** Organizations take turns. Undefined while an upload is under way. */
  organizationId?: number;
}

interface ProcessOptions {
  /** Decodes in a child process, whatever it costs. */
  apart?: boolean;
}

export interface Renditions {
  /** Whether a decode may take long. Throws `UnreadablePicture` if the file's header says that it cannot be decoded. */
  isHeavy(picture: Picture): Promise<boolean>;
  /** Reads a picture and stores its thumbnails. Throws `UnreadablePicture` if the file cannot be decoded. */
  process(picture: Picture, options?: ProcessOptions): Promise<PictureData>;
  /** Does the same if a core is idle. Otherwise returns undefined. */
  processIfIdle(picture: Picture): Promise<PictureData> | undefined;
  /** Opens a rendition. Renders it first if it does not exist. Throws `UnreadablePicture`, `BlobMissing`. */
  open(picture: Picture, name: RenditionName): Promise<OpenBlob>;
}

const mega = 1024 * 1024;
// Each keeps a core busy. More at a time would not be faster. Memory is that of all decoders, child processes included:
// the largest decode (464 + 56 MB) leaves room for any that needs no child process (48 MB).
const queueLimits = { atOnce: 2, bytesMax: 568 * mega, overdueMs: 20_000 };
/** A picture that needs more may take tens of seconds. Its job waits apart, so that others get workers. */
const heavyBytes = queueLimits.bytesMax / 4;
// A rendition lost in a crash is rendered again.
const notDurable = { durable: false };

/** Renders the originals in a blob store. `folder` is for temporary files. */
export function openRenditions(blobs: BlobStore, folder: string, childMemoryMb: number): Renditions {
  const limits = { ...defaultPictureLimits, childMemoryMb };
  const queue = decodeQueue(queueLimits);
  const rendering = new Map<string, Promise<unknown>>();
  const processing = new Map<string, Promise<PictureData>>();

  function process(picture: Picture, options: ProcessOptions = {}): Promise<PictureData> {
    const { blob } = picture;
    const started = processing.get(blob) ?? read(picture, options).finally(() => processing.delete(blob));
    processing.set(blob, started);
    return started;
  }

  function processIfIdle(picture: Picture): Promise<PictureData> | undefined {
    return queue.isIdle() ? process(picture) : undefined;
  }

  const isHeavy = ({ blob, mediaType }: Picture) =>
    blobs.withFile(blobFiles(blob).original, async (path) => {
      const { bytes } = await decodeCost(path, mediaType, defaultPictureLimits);
      return bytes > heavyBytes;
    });

  /** Runs `work` on the original when it is its turn. */
  function decodeInTurn<T>(
    { blob, mediaType, organizationId = 0 }: Picture,
    workDir: string,
    work: (job: Required<DecodeJob>) => Promise<T>,
  ) {
    return blobs.withFile(blobFiles(blob).original, async (path) => {
      const cost = await decodeCost(path, mediaType, limits);
      return queue.run({ bytes: cost.bytes, owner: organizationId }, () =>
        work({ path, mediaType, workDir, limits, cost }),
      );
    });
  }

  async function read(original: Picture, { apart = false }: ProcessOptions): Promise<PictureData> {
    return inWorkFolder(folder, async (workDir) => {
      const { renditions, ...picture } = await decodeInTurn(original, workDir, (job) => {
        const inChild = job.cost.inChild || apart;
        return processPicture({ ...job, cost: { ...job.cost, inChild } });
      });
      for (const { name, path } of renditions)
        await blobs.put(blobFiles(original.blob).rendition(name), path, notDurable);
      return picture;
    });
  }

  async function open(picture: Picture, name: RenditionName): Promise<OpenBlob> {
    const key = blobFiles(picture.blob).rendition(name);
    const stored = await blobs.open(key);
    if (stored) return stored;
    const started = rendering.get(key) ?? render(picture, name, key).finally(() => rendering.delete(key));
    rendering.set(key, started);
    await started;
    const rendered = await blobs.open(key);
    if (!rendered) throw new BlobMissing(key); // purged meanwhile
    return rendered;
  }

  function render(picture: Picture, name: RenditionName, key: string): Promise<unknown> {
    const size = Number(name);
    if (Number.isNaN(size)) return process(picture);
    return inWorkFolder(folder, async (workDir) => {
      const { path } = await decodeInTurn(picture, workDir, (job) => renderSize(job, size));
      await blobs.put(key, path, notDurable);
    });
  }

  return { isHeavy, process, processIfIdle, open };
}

async function inWorkFolder<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(folder, "work-"));
  try {
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
