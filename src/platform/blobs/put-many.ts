import { rm } from "node:fs/promises";
import type { BlobFiles } from "./blobs.ts";

// A disk syncs many files in hardly more time than one, and a store over a network answers many requests at once.
const atOnce = 16;

/** Puts files while the next ones are received. */
export interface Putting {
  /** Takes a local file, and resolves as soon as the next may come. Throws if one before it could not be put. */
  put(key: string, path: string): Promise<void>;
  /** Resolves when all files are in the store. */
  done(): Promise<void>;
  /** Waits for what is under way, whatever comes of it. */
  stop(): Promise<void>;
}

export function puttingInto(blobs: BlobFiles): Putting {
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;

  function mustWork() {
    if (failure) throw failure.error;
  }

  return {
    async put(key, path) {
      if (running.size >= atOnce) await Promise.race(running);
      const one = (async () => blobs.put(key, path))()
        .catch((error) => {
          failure ??= { error };
        })
        .then(() => rm(path, { force: true }))
        .finally(() => running.delete(one));
      running.add(one);
      mustWork();
    },
    async done() {
      await Promise.all(running);
      mustWork();
    },
    stop: async () => void (await Promise.allSettled(running)),
  };
}
