import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure, fail } from "../../../../../kernel/failure.ts";
import { withoutControls } from "../../../../../kernel/fields.ts";
import { UnreadablePicture } from "../../../../../media/bytes/unreadable-picture.ts";
import { defaultPictureLimits } from "../../../../../media/decode/picture-limits.ts";
import { stripMetadata } from "../../../../../media/metadata/strip-metadata.ts";
import { extensions } from "../../../../../media/sniff/extensions.ts";
import type { MediaType } from "../../../../../media/sniff/media-type.ts";
import { sniffBytes, sniffMediaType } from "../../../../../media/sniff/sniff-media-type.ts";
import { svgBytesMax } from "../../../../../media/svg/sanitise-svg.ts";
import { openSvgSanitiser, type SvgSanitiser } from "../../../../../media/svg/svg-sanitiser.ts";
import type { BlobStore } from "../../../../../platform/blobs/blobs.ts";
import type { Clock } from "../../../../../platform/clock.ts";
import type { Queryable } from "../../../../../platform/database/queryable.ts";
import { requireFreeDisk } from "../../../../../platform/storage-full.ts";
import { blobFiles, deleteBlob } from "../../../files/blob-files.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";
import { dropStaged, noteStaged, stillStaged } from "./store.ts";

export interface Funnel {
  /**
   * Streams a file to disk while hashing and counting it, detects its type from its content, cleans it and stores it durably.
   * Throws `PAYLOAD_TOO_LARGE` above `bytesMax` and `BAD_USER_INPUT` if the source breaks off. Returns a `RefusedFile` if
   * libraries do not accept it. `onBytes` hears of bytes before they are written, and refuses them by throwing. Below a
   * floor of free disk no file is taken.
   */
  stage(...file: FunnelInput): Promise<StagedFile | RefusedFile>;
  /** The same, but resolves once all bytes are here: the next file may come while this one is cleaned and stored. */
  receive(...file: FunnelInput): Promise<Receiving>;
  /** Deletes those of these files that were not committed. */
  discard(files: readonly (StagedFile | RefusedFile)[]): Promise<void>;
}

type FunnelInput = [source: Readable, filename: string, bytesMax: number, onBytes?: (bytes: number) => void];

export interface Receiving {
  staged: Promise<StagedFile | RefusedFile>;
}

/** The only way for files to enter, from every transport. `folder` is for temporary files, on the disk of the blob store. */
export function uploadFunnel(parts: {
  database: Queryable;
  blobs: BlobStore;
  clock: Clock;
  folder: string;
  freeDiskBytesMin: number;
}): Funnel {
  const { database, blobs, clock, folder, freeDiskBytesMin } = parts;
  const sanitise = openSvgSanitiser(defaultPictureLimits);

  async function receive(...[source, givenName, bytesMax, onBytes]: FunnelInput): Promise<Receiving> {
    const filename = cleanFilename(givenName);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await requireFreeDisk(folder, freeDiskBytesMin);
    const blob = randomBytes(16).toString("hex");
    const path = join(folder, blob);
    try {
      const received = await write(source, path, filename, { bytesMax, onBytes });
      const staged = store(blob, path, filename, received);
      staged.catch(() => {}); // whoever awaits it hears of it
      return { staged };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async function store(
    blob: string,
    path: string,
    filename: string,
    received: Received,
  ): Promise<StagedFile | RefusedFile> {
    const publicPath = `${path}.public`;
    try {
      const mediaType = sniffMediaType(received.head);
      if (received.bytes === 0) return { filename, refusal: "The file is empty." };
      if (mediaType === null)
        return { filename, refusal: "File type not supported. Use a picture, a video or a PDF." };
      const kept =
        mediaType === "image/svg+xml" ? await replaceBySanitised(path, received.bytes, sanitise) : received;
      const publicBytes = await writePublic(path, mediaType, publicPath);
      const stripped = publicBytes !== undefined;
      await noteStaged(database, blob, clock.now());
      await blobs.put(blobFiles(blob).original, path);
      if (stripped) await blobs.put(blobFiles(blob).public, publicPath);
      return { blob, filename, mediaType, bytes: kept.bytes, publicBytes, sha256: kept.sha256, stripped };
    } catch (error) {
      if (error instanceof UnreadablePicture) return { filename, refusal: error.message };
      throw error;
    } finally {
      await rm(path, { force: true });
      await rm(publicPath, { force: true });
    }
  }

  async function discard(files: readonly (StagedFile | RefusedFile)[]): Promise<void> {
    const staged = files.flatMap((file) => ("blob" in file ? [file.blob] : []));
    // An upload may fail after its commit if the database connection is lost. Then its files belong to rows.
    const left = await stillStaged(database, staged);
    await deleteBlob(blobs, ...left);
    await dropStaged(database, left);
  }

  return { receive, stage: async (...file) => (await receive(...file)).staged, discard };
}

/** Chunks that arrive during a write are written together, because each write wakes a thread. */
const waitingBytesMax = 1024 * 1024;

interface Received {
  bytes: number;
  sha256: Buffer;
  head: Buffer;
}

async function write(
  source: Readable,
  path: string,
  filename: string,
  { bytesMax, onBytes }: { bytesMax: number; onBytes: ((bytes: number) => void) | undefined },
): Promise<Received> {
  const hash = createHash("sha256");
  const head = Buffer.alloc(sniffBytes);
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      if (bytes < head.length) chunk.copy(head, bytes);
      bytes += chunk.length;
      if (bytes > bytesMax) throw tooLarge(filename, bytesMax);
      onBytes?.(chunk.length);
      hash.update(chunk);
      yield chunk;
    }
  }
  // Opens the file before reading, so that a source that breaks off at once cannot create it after it was removed.
  await using file = await open(path, "wx", 0o600);
  try {
    await pipeline(source, counted, file.createWriteStream({ highWaterMark: waitingBytesMax }));
  } catch (error) {
    if (error instanceof Failure || isOfDisk(error)) throw error;
    throw fail.input(`'${filename}' was not received completely. Send it again.`);
  }
  return { bytes, sha256: hash.digest(), head: head.subarray(0, Math.min(bytes, head.length)) };
}

const isOfDisk = (error: unknown) =>
  ["open", "write", "close"].includes((error as NodeJS.ErrnoException).syscall ?? "");

/** Writes a copy without private metadata, and returns its size; undefined when there was nothing to remove. */
async function writePublic(path: string, mediaType: MediaType, outPath: string): Promise<number | undefined> {
  const written = (await stripMetadata(path, mediaType, outPath)) === "written";
  return written ? (await stat(outPath)).size : undefined;
}

/** An SVG is a program for browsers: only its cleaned form is ever kept. */
async function replaceBySanitised(
  path: string,
  bytes: number,
  sanitise: SvgSanitiser,
): Promise<{ bytes: number; sha256: Buffer }> {
  if (bytes > svgBytesMax) throw new UnreadablePicture("tooLarge");
  const clean = await sanitise(await readFile(path));
  await writeFile(path, clean);
  return { bytes: clean.length, sha256: createHash("sha256").update(clean).digest() };
}

const tooLarge = (filename: string, bytesMax: number) =>
  fail.tooLarge(
    `'${filename}' is larger than ${Math.floor(bytesMax / 1024 / 1024)} MB, the largest file this server accepts.`,
  );

// The limit of common file systems.
const filenameLengthMax = 255;

/** The name of a file that came without one. */
export const unnamed = "untitled";

/** The last part of a path, without control characters and those that change the direction of text. `unnamed` if nothing is left. */
export function cleanFilename(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const clean = withoutControls(last).toWellFormed().trim();
  const short = [...clean].slice(0, filenameLengthMax).join("");
  return short === "" || short === "." || short === ".." ? unnamed : short;
}

/** The name of an asset: its file's without the extension, which is a known one or a short one. `Dr.Smith` has none. */
export function nameOf(filename: string): string {
  const dot = filename.lastIndexOf(".");
  const ending = filename.slice(dot + 1);
  const isShort = /^(?:[a-z0-9]{1,4}|[A-Z0-9]{1,4})$/.test(ending) && /[a-z]/i.test(ending);
  return dot > 0 && (isShort || extensions.has(ending.toLowerCase())) ? filename.slice(0, dot) : filename;
}
