import type { Readable } from "node:stream";

/** A part of a blob: first and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A blob that is open for reading. Its bytes stay readable though it is deleted meanwhile. */
export interface OpenBlob {
  bytes: number;
  /** All of it, where it is in memory: sent without a stream. */
  content?: Buffer;
  /** Its bytes, or a part of them. Call it at most once: the end of the stream closes the blob. */
  stream(range?: ByteRange): Readable;
  /** Closes a blob that is not streamed. */
  close(): Promise<void>;
}

/** Where files are kept, by key: words of `A-Za-z0-9._-` with `/` between them. A folder or an S3-compatible store. */
export interface BlobStore {
  /**
   * Moves a local file into the store. Durable when it resolves; replaces what had that key. What can be made again
   * may be put as not `durable`: after a power cut it is there whole, or missing.
   */
  put(key: string, path: string, options?: { durable?: boolean }): Promise<void>;
  /** Opens a blob for reading; undefined when there is none. Stream it or close it. */
  open(key: string): Promise<OpenBlob | undefined>;
  /** Deletes a blob, if there is one. */
  delete(key: string): Promise<void>;
  /** Calls `work` with the path of a local file that holds the blob, to read only, until `work` ends. Throws `BlobMissing`. */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
}

export class BlobMissing extends Error {
  constructor(key: string) {
    super(`No blob ${key}`);
    this.name = "BlobMissing";
  }
}
