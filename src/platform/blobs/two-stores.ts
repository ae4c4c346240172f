import { BlobMissing, type BlobStore } from "./blobs.ts";

/**
 * Two stores as one, as while blobs are moved: new ones go to `main`, and those that are not there are read from `other`.
 */
export function twoStores(main: BlobStore, other: BlobStore): BlobStore {
  async function inEither<T>(read: (store: BlobStore) => Promise<T>): Promise<T> {
    for (const store of [main, other]) {
      try {
        return await read(store);
      } catch (error) {
        if (!(error instanceof BlobMissing)) throw error;
      }
    }
    return read(main);
  }

  return {
    put: main.put,

    // A blob may be moved while it is looked for.
    open: async (key) => (await main.open(key)) ?? (await other.open(key)) ?? main.open(key),

    withFile: (key, work) => inEither((store) => store.withFile(key, work)),
    withFileAsItIs: (key, work) => inEither((store) => store.withFileAsItIs(key, work)),

    // Whichever way a blob is being copied: it is deleted at its source, then at its target. See `moveBlobs`.
    async delete(keys) {
      await other.delete(keys);
      await main.delete(keys);
      await other.delete(keys);
    },

    async *list() {
      yield* main.list();
      yield* other.list();
    },

    has: async (key) => (await main.has(key)) || (await other.has(key)) || main.has(key),

    fingerprint: async (key) => (await main.fingerprint(key)) ?? other.fingerprint(key),

    async link(key, blob) {
      for (const store of [main, other]) {
        const found = await store.link(key, blob);
        if (found !== undefined && (await store.has(key))) return found;
      }
      return undefined;
    },

    async sweep(before) {
      await main.sweep(before);
      await other.sweep(before);
    },

    async check() {
      await main.check();
      await other.check();
    },
  };
}
