import type { BlobStore } from "./blobs.ts";
import type { CacheArea } from "./cache-area.ts";
import { withSecondName } from "./second-name.ts";

/**
 * Keeps the last used blobs of a store over a network on disk, so that one picture in many sizes is fetched once.
 * `workFolder` is on the same disk.
 */
export function withLocalCopies(store: BlobStore, copies: CacheArea, workFolder: string): BlobStore {
  /** A second name stays when the copies are cleaned up. */
  const named = <T>(path: string, work: (second: string) => Promise<T>) =>
    withSecondName(path, workFolder, work);

  return {
    ...store,

    put: (key, path, options) =>
      named(path, async (copy) => {
        await store.put(key, path, options);
        await copies.put(key, copy);
      }),

    open: async (key) => (await copies.open(key)) ?? store.open(key),

    async withFile(key, work) {
      const path = await copies.path(key);
      const kept = path && (await named(path, async (copy) => ({ value: await work(copy) })).catch(ifGone));
      if (kept) return kept.value;
      return store.withFile(key, async (path) => {
        await named(path, (copy) => copies.put(key, copy));
        return work(path);
      });
    },

    async delete(keys) {
      await store.delete(keys);
      await copies.delete(keys);
    },
  };
}

/** The copy was cleaned up before it had a second name. */
function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" || !["link", "utime"].includes(error.syscall ?? "")) throw error;
}
