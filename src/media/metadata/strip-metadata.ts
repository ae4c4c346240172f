import { constants, copyFile, open } from "node:fs/promises";
import { type ByteSource, fileSource, memorySource } from "../bytes/byte-source.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { changesNothing, type Edit, type Patch, type Piece } from "./edit.ts";
import { stripJp2, stripJxl } from "./strip-boxes.ts";
import { stripGif } from "./strip-gif.ts";
import { stripHeif } from "./strip-heif.ts";
import { stripIco } from "./strip-ico.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripMovie } from "./strip-movie.ts";
import { stripPng } from "./strip-png.ts";
import { stripPsd } from "./strip-psd.ts";
import { stripRaw } from "./strip-raw.ts";
import { stripTiff } from "./strip-tiff.ts";
import { stripWebm } from "./strip-webm.ts";
import { stripWebp } from "./strip-webp.ts";

/**
 * Writes the file at `path` to `outPath` without location, device, author and other private metadata; pixels, frames,
 * colour profile, orientation, sound and timing stay as they are, to the bit.
 *
 * "same": there was nothing to take out, and `outPath` was not written. Memory stays under a few megabytes whatever
 * the file's size. Throws `UnreadablePicture` for a file whose structure is broken, and then leaves no usable `outPath`.
 */
export async function stripMetadata(
  path: string,
  mediaType: MediaType,
  outPath: string,
): Promise<"written" | "same"> {
  const strip = strippers[mediaType];
  if (!strip) return "same";
  await using file = await open(path, "r");
  const { size } = await file.stat();
  const source = fileSource(file, size);
  const edit = await strip(source);
  if (changesNothing(edit, size)) return "same";
  if ("pieces" in edit) await writePieces(source, edit.pieces, outPath);
  else await writePatched(path, edit.patches, outPath);
  return "written";
}

/** The same for a picture that is in memory: one that stands inside an SVG. */
export async function stripMetadataInMemory(bytes: Buffer, mediaType: MediaType): Promise<Buffer> {
  const strip = strippers[mediaType];
  if (!strip) return bytes;
  const source = memorySource(bytes);
  const edit = await strip(source);
  if ("patches" in edit) return patched(bytes, edit.patches);
  return Buffer.concat(
    edit.pieces.map((piece) => (Buffer.isBuffer(piece) ? piece : bytes.subarray(piece.from, piece.to))),
  );
}

/**
 * Null: nothing to do here. SVG is cleaned by the sanitiser before it is stored; BMP and a bare JPEG 2000 have no place for metadata. A PDF
 * is a document that its author signed and named: taking it apart would break signatures, so it is served as it came.
 */
const strippers: Record<MediaType, ((source: ByteSource) => Promise<Edit>) | null> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "image/avif": stripHeif,
  "image/gif": stripGif,
  "image/tiff": stripTiff,
  "image/svg+xml": null,
  "image/heic": stripHeif,
  "image/heif": stripHeif,
  "image/bmp": null,
  "image/jxl": stripJxl,
  "image/jp2": stripJp2,
  "image/j2c": null,
  "image/vnd.microsoft.icon": stripIco,
  "image/vnd.adobe.photoshop": stripPsd,
  "image/x-adobe-dng": stripRaw,
  "image/x-canon-cr2": stripRaw,
  "image/x-canon-cr3": stripRaw,
  "image/x-fuji-raf": stripRaw,
  "image/x-nikon-nef": stripRaw,
  "image/x-olympus-orf": stripRaw,
  "image/x-panasonic-rw2": stripRaw,
  "image/x-pentax-pef": stripRaw,
  "image/x-samsung-srw": stripRaw,
  "image/x-sony-arw": stripRaw,
  "video/mp4": stripMovie,
  "video/quicktime": stripMovie,
  "video/webm": stripWebm,
  "video/x-matroska": stripWebm,
  "video/3gpp": stripMovie,
  "video/3gpp2": stripMovie,
  "application/pdf": null,
};

/** Large enough that a copy costs no more than the disk, small enough to have many at once. */
const copyBytes = 256 * 1024;

async function writePieces(source: ByteSource, pieces: Piece[], outPath: string): Promise<void> {
  await using out = await open(outPath, "w");
  const buffer = Buffer.allocUnsafe(copyBytes);
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) {
      await out.writeFile(piece);
      continue;
    }
    for (let at = piece.from; at < piece.to; at += copyBytes) {
      await out.writeFile(await source.read(at, Math.min(copyBytes, piece.to - at), buffer));
    }
  }
}

/** The kernel copies (or shares the blocks of) the whole, and only the patches are written. */
async function writePatched(path: string, patches: Patch[], outPath: string): Promise<void> {
  await copyFile(path, outPath, constants.COPYFILE_FICLONE);
  await using out = await open(outPath, "r+");
  for (const patch of patches) {
    if (typeof patch.with !== "number") await writeFully(patch.with, patch.at);
    else {
      const filled = Buffer.alloc(Math.min(patch.with, copyBytes), patch.fill ?? 0);
      for (let done = 0; done < patch.with; done += filled.length) {
        await writeFully(filled.subarray(0, patch.with - done), patch.at + done);
      }
    }
  }
  async function writeFully(bytes: Buffer, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      done += (await out.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }
}

function patched(original: Buffer, patches: Patch[]): Buffer {
  const bytes = Buffer.from(original);
  for (const patch of patches) {
    if (typeof patch.with === "number") bytes.fill(patch.fill ?? 0, patch.at, patch.at + patch.with);
    else patch.with.copy(bytes, patch.at);
  }
  return bytes;
}
