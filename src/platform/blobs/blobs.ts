import type { Readable } from "node:stream";

/** A part of a blob, from its first to its last byte, both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/** An open blob. Its bytes stay readable even if it is deleted meanwhile, unless they are read over a network. */
export interface OpenBlob {
  bytes: number;
  /** The whole blob, if it is in memory. Send it without a stream. */
  content?: Buffer;
  /** The whole blob again, as long as it stays in memory. */
  again?: () => Buffer | undefined;
  /** Streams the blob or a part of it. Call it at most once; the end of the stream closes the blob. */
  stream(range?: ByteRange): Readable;
  /** Reads a blob of moderate size at once, and closes it: a stream of it costs more than twice the work. Call it instead of `stream`. */
  whole?: () => Promise<Buffer>;
  /** Closes a blob that is not streamed. */
  close(): Promise<void>;
}

/** Files by key: words of `A-Za-z0-9._-` joined by `/`. */
export interface BlobFiles {
  /**
   * Moves a local file into the store and replaces an earlier blob with that key. The blob is on disk when it resolves.
   * Files that can be made again may be put with `durable: false`: after a power cut they are complete or missing.
   */
  put(key: string, path: string, options?: { durable?: boolean }): Promise<void>;
  /** Opens a blob for reading; undefined when there is none. Stream it or close it. */
  open(key: string): Promise<OpenBlob | undefined>;
  /** Deletes those of the blobs that exist. */
  delete(keys: readonly string[]): Promise<void>;
  /**
   * Calls `work` with the path of a local, read-only file that holds the blob until `work` ends. Throws `BlobMissing`.
   */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
}

export interface ListedBlob {
  key: string;
  bytes: number;
}

/** What two blobs have in common if they are the same. */
export interface Fingerprint {
  bytes: number;
  /** In hex. */
  sha256: string;
}

/** How a browser gets a blob from the store itself. */
export interface LinkedBlob {
  type: string;
  disposition: string;
}

/** The store of everything that was uploaded. */
export interface BlobStore extends BlobFiles {
  /** All blobs, in no order. Those that come or go meanwhile may be missing. */
  list(): AsyncIterable<ListedBlob>;
  has(key: string): Promise<boolean>;
  /** The same as `withFile`, also where the bytes are not those that were written. */
  withFileAsItIs<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Undefined when there is no such blob. */
  fingerprint(key: string): Promise<Fingerprint | undefined>;
  /** A link to a blob that works for some minutes without a key. Undefined if the store or the operator gives none. */
  link(key: string, blob: LinkedBlob): Promise<string | undefined>;
  /** Removes what is left of writes that began before this time and never ended. */
  sweep(before: Date): Promise<void>;
  /** Resolves if the store works. Throws an error that says what does not. */
  check(): Promise<void>;
}

export class BlobMissing extends Error {
  constructor(key: string) {
    super(`No blob ${key}`);
    this.name = "BlobMissing";
  }
}

/** The store does not answer, or refuses to. Trying again may help. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreUnavailable";
  }
}

/** A blob's bytes are not those that were written, however often they are read. */
export class WrongBytes extends StoreUnavailable {}
