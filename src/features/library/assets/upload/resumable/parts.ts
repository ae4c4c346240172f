import { createHash, type Hash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fail } from "../../../../../kernel/failure.ts";
import { requireFreeDisk } from "../../../../../platform/storage-full.ts";
import { blobFiles } from "../../../files/blob-files.ts";
import type { LibraryServices } from "../../../services.ts";
import { dropStaged, noteStaged } from "../staging/store.ts";
import { appendPart, deleteParts, type Part, partsOf } from "./store.ts";

/** What a crash of the server loses at most. A file of 1 GB has 64 of them. */
export const partBytesMax = 16 * 1024 * 1024;
/** Each is a file. At a megabyte each they make ten gigabytes. */
export const partsMax = 10_000;
/** Chunks are written together, because each write wakes a thread. */
const waitingBytesMax = 1024 * 1024;

/** What a client says that a request's bytes hash to. */
export interface Checksum {
  algorithm: string;
  digest: Buffer;
}

export class ChecksumMismatch extends Error {
  constructor() {
    super("The bytes do not have the checksum");
    this.name = "ChecksumMismatch";
  }
}

type PartServices = Pick<LibraryServices, "database" | "blobs" | "clock" | "config">;

/**
 * Adds bytes to an upload from `start` on, and returns where they end. Part by part they become durable, so a source that
 * breaks off loses nothing that has arrived. With a checksum, they are one part, kept only if it is right.
 */
export async function receiveParts(
  services: PartServices,
  upload: { id: number; parts: number },
  start: number,
  source: AsyncIterable<Buffer>,
  checksum?: Checksum,
): Promise<number> {
  const hash = checksum && createHash(checksum.algorithm);
  let offset = start;
  let parts = upload.parts;
  let part: OpenPart | undefined;
  const commit = async () => {
    const ended = part;
    part = undefined;
    if (ended) offset = await ended.commit(offset);
  };
  try {
    try {
      for await (const chunk of source) {
        if (!part && parts++ >= partsMax)
          throw fail.input(`An upload has at most ${partsMax} parts. Send larger ones.`);
        part ??= await openPart(services, upload.id, hash);
        await part.write(chunk);
        if (!checksum && part.bytes >= partBytesMax) await commit();
      }
    } catch (error) {
      if (!checksum) await commit();
      throw error;
    }
    if (checksum && !hash?.digest().equals(checksum.digest)) throw new ChecksumMismatch();
    await commit();
  } finally {
    await part?.discard();
  }
  return offset;
}

interface OpenPart {
  bytes: number;
  write(chunk: Buffer): Promise<void>;
  /** Makes it durable. Returns where it ends. */
  commit(start: number): Promise<number>;
  discard(): Promise<void>;
}

async function openPart(services: PartServices, uploadId: number, hash: Hash | undefined): Promise<OpenPart> {
  const { database, blobs, clock, config } = services;
  const folder = join(config.dataDir, "staging");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await requireFreeDisk(folder, config.freeDiskBytesMin);
  const blob = randomBytes(16).toString("hex");
  const path = join(folder, blob);
  const file: FileHandle = await open(path, "wx", 0o600);
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isWhole = true;
  const flush = async () => {
    const bytes = Buffer.concat(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
    isWhole = false;
    await file.appendFile(bytes);
    isWhole = true;
  };
  const part: OpenPart = {
    bytes: 0,
    async write(chunk) {
      hash?.update(chunk);
      part.bytes += chunk.length;
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= waitingBytesMax) await flush();
    },
    async commit(start) {
      try {
        if (!isWhole) return start; // the disk is full
        await flush();
        await file.close();
        await noteStaged(database, blob, clock.now());
        await blobs.put(blobFiles(blob).original, path);
        if (await appendPart(database, uploadId, { start, bytes: part.bytes, blob }))
          return start + part.bytes;
        await dropBlobs(services, [blob]);
        throw fail.conflict(
          "Another request went on with this upload, or it has ended. Send a HEAD request for its offset.",
        );
      } finally {
        await part.discard();
      }
    },
    async discard() {
      await file.close().catch(() => {}); // closed already
      await rm(path, { force: true });
    },
  };
  return part;
}

/** The bytes of an upload, from its first part to its last. */
export function streamParts({ database, blobs }: PartServices, uploadId: number): Readable {
  return Readable.from(read(), { objectMode: false });

  async function* read(): AsyncGenerator<Buffer> {
    for (const { blob, bytes } of await partsOf(database, uploadId)) {
      const found = await blobs.open(blobFiles(blob).original);
      if (found?.bytes !== bytes) {
        await found?.close();
        throw new Error(`Part ${blob} of upload ${uploadId} is not whole`);
      }
      yield* found.stream() as AsyncIterable<Buffer>;
    }
  }
}

/** Deletes the parts of an upload that is finished or has ended. What a crash leaves of them is swept as staged files are. */
export async function dropParts(services: PartServices, uploadId: number): Promise<void> {
  const parts = await partsOf(services.database, uploadId);
  await dropBlobs(services, blobsOf(parts));
  await deleteParts(services.database, uploadId);
}

export const blobsOf = (parts: readonly Part[]): string[] => parts.map(({ blob }) => blob);

export async function dropBlobs(
  { database, blobs }: Pick<PartServices, "database" | "blobs">,
  names: readonly string[],
): Promise<void> {
  await blobs.delete(names.map((blob) => blobFiles(blob).original));
  await dropStaged(database, names);
}
