import { Readable } from "node:stream";
import { LRUCache } from "lru-cache";
import type { CacheUse } from "../metrics.ts";
import type { BlobFiles, OpenBlob } from "./blobs.ts";
import type { CacheArea } from "./cache-area.ts";

// Most requests are for thumbnails of about 5 to 50 kB.
const blobBytesMax = 256 * 1024;

export type MemoryCache = LRUCache<string, Buffer>;

/** A cache for up to `bytesMax` of small blobs. Stores may share one if their keys differ. */
export const openMemoryCache = (bytesMax: number): MemoryCache =>
  new LRUCache<string, Buffer>({
    maxSize: Math.max(bytesMax, 1),
    maxEntrySize: Math.min(blobBytesMax, Math.max(bytesMax, 1)),
    sizeCalculation: ({ length }) => Math.max(length, 1),
  });

/** Keeps small blobs in memory. The bytes of a key never change, so copies in several processes stay valid. */
export function cachedInMemory<Store extends BlobFiles & Partial<Pick<CacheArea, "write">>>(
  store: Store,
  cached: MemoryCache,
  looked: CacheUse = () => {},
): Store {
  // Counts writes. Bytes read before a write must not be cached after it.
  let writes = 0;

  async function open(key: string): Promise<OpenBlob | undefined> {
    const bytes = cached.get(key);
    looked(bytes !== undefined);
    if (bytes) return inMemory(bytes, () => again(key));
    const writesBefore = writes;
    const blob = await store.open(key);
    if (!blob || blob.bytes > cached.maxEntrySize) return blob;
    const read = blob.content ?? (await (blob.whole?.() ?? readWhole(blob)));
    if (writes === writesBefore) cached.set(key, read);
    return inMemory(read, () => again(key));
  }

  function again(key: string): Buffer | undefined {
    const bytes = cached.get(key);
    if (bytes) looked(true);
    return bytes;
  }

  /** Forgets blobs that are changed, even if the change fails. */
  async function changing(keys: readonly string[], change: Promise<void>): Promise<void> {
    try {
      await change;
    } finally {
      writes++;
      for (const key of keys) cached.delete(key);
    }
  }

  /** The bytes can be opened at once, while they are written. */
  async function write(key: string, bytes: Buffer): Promise<void> {
    cached.set(key, bytes); // if it is small
    await store.write?.(key, bytes);
  }

  return {
    ...store,
    ...(store.write && { write }),
    open,
    put: (key, ...rest) => changing([key], store.put(key, ...rest)),
    delete: (keys) => changing(keys, store.delete(keys)),
  };
}

async function readWhole(blob: OpenBlob): Promise<Buffer> {
  // Not from Node's shared pool: a cached slice would keep the whole pool in memory.
  const whole = Buffer.allocUnsafeSlow(blob.bytes);
  let filled = 0;
  for await (const chunk of blob.stream() as AsyncIterable<Buffer>) filled += chunk.copy(whole, filled);
  if (filled !== blob.bytes) throw new Error(`A blob of ${blob.bytes} bytes ended after ${filled}`);
  return whole;
}

function inMemory(content: Buffer, again: () => Buffer | undefined): OpenBlob {
  return {
    bytes: content.length,
    content,
    again,
    stream: ({ start, end } = { start: 0, end: content.length - 1 }) =>
      Readable.from([content.subarray(start, end + 1)]),
    async close() {},
  };
}
