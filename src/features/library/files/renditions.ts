import { LRUCache } from "lru-cache";
import { UnreadablePicture } from "../../../media/bytes/unreadable-picture.ts";
import type { RenditionName } from "../../../media/renditions/names.ts";
import { type PictureData, processPicture, renderSize } from "../../../media/renditions/renditions.ts";
import { BlobMissing, type BlobStore, type OpenBlob } from "../../../platform/blobs/blobs.ts";
import { blobFiles } from "./blob-files.ts";
import type { Decoding, Picture } from "./decoding.ts";
import { waitingRoom } from "./waiting-room.ts";

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

// A page that shows some hundred pictures in a size for the first time is answered; a flood is refused.
const places = { own: 200, all: 1000 };

// A rendition lost in a crash is rendered again.
const notDurable = { durable: false };

/** Renders the originals in a blob store. */
export function openRenditions(blobs: BlobStore, decoding: Decoding): Renditions {
  const rendering = new Map<string, Promise<unknown>>();
  const room = waitingRoom(places);
  const processing = new Map<string, Promise<PictureData>>();
  // Links of a document that cannot be drawn work all the same, and would start a decoder each time.
  const unreadable = new LRUCache<string, UnreadablePicture>({ max: 10_000 });

  function process(picture: Picture, options: ProcessOptions = {}): Promise<PictureData> {
    const { blob } = picture;
    const started = processing.get(blob) ?? read(picture, options).finally(() => processing.delete(blob));
    processing.set(blob, started);
    return started;
  }

  function processIfIdle(picture: Picture): Promise<PictureData> | undefined {
    return decoding.isIdle() ? process(picture) : undefined;
  }

  function read(original: Picture, { apart = false }: ProcessOptions): Promise<PictureData> {
    return decoding.inFolder(async (workDir) => {
      const { renditions, ...picture } = await decoding.inTurn(original, (job) => {
        const inChild = job.cost.inChild || apart;
        return processPicture({ ...job, workDir, cost: { ...job.cost, inChild } });
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
    const known = unreadable.get(picture.blob);
    if (known) throw known;
    const started =
      rendering.get(key) ??
      room
        .run(picture.organizationId ?? 0, () => render(picture, name, key))
        .finally(() => rendering.delete(key));
    rendering.set(key, started);
    await started.catch((error) => {
      if (error instanceof UnreadablePicture) unreadable.set(picture.blob, error);
      throw error;
    });
    const rendered = await blobs.open(key);
    if (!rendered) throw new BlobMissing(key); // purged meanwhile
    return rendered;
  }

  function render(picture: Picture, name: RenditionName, key: string): Promise<unknown> {
    const size = Number(name);
    if (Number.isNaN(size)) return process(picture);
    return decoding.inFolder(async (workDir) => {
      const { path } = await decoding.inTurn(picture, (job) => renderSize({ ...job, workDir }, size));
      await blobs.put(key, path, notDurable);
    });
  }

  return { isHeavy: decoding.isHeavy, process, processIfIdle, open };
}
