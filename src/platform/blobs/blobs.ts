import type { Readable } from "node:stream";

/** A part of a blob, from its first to its last byte, both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/** An open blob. Its bytes stay readable even if it is deleted meanwhile. */
export interface OpenBlob {
  bytes: number;
  /** The whole blob, if it is in memory. Send it without a stream. */
  content?: Buffer;
  /** Streams the blob or a part of it. Call it at most once; the end of the stream closes the blob. */
  stream(range?: ByteRange): Readable;
  /** Closes a blob that is not streamed. */
  close(): Promise<void>;
}

/** Stores files by key: words of `A-Za-z0-9._-` joined by `/`. */
export interface BlobStore {
  /**
   * Moves a local file into the store and replaces an earlier blob with that key. The blob is on disk when it resolves.
   * Files that can be made again may be put with `durable: false`: after a power cut they are complete or missing.
   */
  put(key: string, path: string, options?: { durable?: boolean }): Promise<void>;
  /** Opens a blob for reading; undefined when there is none. Stream it or close it. */
  open(key: string): Promise<OpenBlob | undefined>;
  /** Deletes a blob, if there is one. */
  delete(key: string): Promise<void>;
  /**
   * Calls `work` with the path of a local, read-only file that holds the blob until `work` ends. Throws `BlobMissing`.
   */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
}

export class BlobMissing extends Error {
  constructor(key: string) {
    super(`No blob ${key}`);
    this.name = "BlobMissing";
  }
}
