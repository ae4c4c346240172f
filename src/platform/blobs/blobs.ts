import type { Readable } from "node:stream";

/** A part of a blob: first and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where files are kept, by key: words of `A-Za-z0-9._-` with `/` between them. A folder or an S3-compatible store. */
export interface BlobStore {
  /**
   * Stores a local file and takes it away from where it was. Durable when it resolves; replaces what had that key.
   * What can be made again may be put as not `durable`: after a power cut it is there whole, or missing.
   */
  put(key: string, path: string, options?: { durable?: boolean }): Promise<void>;
  /** Its bytes, or the asked-for part of them. Throws `BlobMissing`. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** Its size in bytes, or undefined when there is none. */
  stat(key: string): Promise<{ bytes: number } | undefined>;
  /** Makes sure that there is none. */
  delete(key: string): Promise<void>;
  /** Hands `work` a local file with its bytes, to be read only, valid until `work` ends. Throws `BlobMissing`. */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
}

export class BlobMissing extends Error {
  constructor(key: string) {
    super(`No blob ${key}`);
    this.name = "BlobMissing";
  }
}
