import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import { defaultPictureLimits } from "../../../media/decode/picture-limits.ts";
import { type PictureData, processPicture, renderSize } from "../../../media/renditions/renditions.ts";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import type { BlobStore } from "../../../platform/blobs/blobs.ts";
import { blobFiles, type RenditionName } from "../assets/upload/blob-files.ts";

export interface Picture {
  blob: string;
  mediaType: MediaType;
}

export interface Renditions {
  /** Reads a picture and stores its thumbnails. Throws `UnreadablePicture` when the file is at fault. */
  process(picture: Picture): Promise<PictureData>;
  /** The same for a picture whose turn has not come; undefined when others keep the cores busy. */
  processAhead(picture: Picture): Promise<PictureData> | undefined;
  /** The key of a stored rendition; one that does not exist yet is made now. Throws `UnreadablePicture`, `BlobMissing`. */
  stored(picture: Picture, name: RenditionName): Promise<string>;
}

// Each keeps a core busy and a decoded picture in memory; more at a time would only take turns.
const rendersAtOnce = 2;
// Made again when missing.
const remade = { durable: false };

/** Makes renditions of originals in a blob store; `folder` is for files on their way. */
export function openRenditions(blobs: BlobStore, folder: string): Renditions {
  const limited = pLimit(rendersAtOnce);
  const underway = new Map<string, Promise<string>>();
  const processing = new Map<string, Promise<PictureData>>();

  function process(picture: Picture): Promise<PictureData> {
    const { blob } = picture;
    const begun = processing.get(blob) ?? read(picture).finally(() => processing.delete(blob));
    processing.set(blob, begun);
    return begun;
  }

  function processAhead(picture: Picture): Promise<PictureData> | undefined {
    return limited.activeCount < rendersAtOnce ? process(picture) : undefined;
  }

  async function read({ blob, mediaType }: Picture): Promise<PictureData> {
    return inWorkFolder(folder, async (work) => {
      const { renditions, ...picture } = await limited(() =>
        blobs.withFile(blobFiles(blob).original, (path) =>
          processPicture(path, mediaType, work, defaultPictureLimits),
        ),
      );
      for (const { name, path } of renditions) await blobs.put(blobFiles(blob).rendition(name), path, remade);
      return picture;
    });
  }

  async function stored(picture: Picture, name: RenditionName): Promise<string> {
    const key = blobFiles(picture.blob).rendition(name);
    if (await blobs.stat(key)) return key;
    const made = underway.get(key) ?? make(picture, name, key).finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  }

  async function make(picture: Picture, name: RenditionName, key: string): Promise<string> {
    const size = Number(name);
    if (Number.isNaN(size)) {
      await process(picture);
      return key;
    }
    return inWorkFolder(folder, async (work) => {
      const { path } = await limited(() =>
        blobs.withFile(blobFiles(picture.blob).original, (original) =>
          renderSize(original, picture.mediaType, size, work, defaultPictureLimits),
        ),
      );
      await blobs.put(key, path, remade);
      return key;
    });
  }

  return { process, processAhead, stored };
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
