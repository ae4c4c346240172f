import { LRUCache } from "lru-cache";
import type { Transform } from "../../../media/transform/transform.ts";
import type { CacheArea } from "../../../platform/blobs/cache-area.ts";
import type { Picture } from "./decoding.ts";

interface Parts {
  cache: CacheArea;
  isQuiet: () => boolean;
  render: (picture: Picture, transform: Transform, key: string) => Promise<unknown>;
  keyOf: (picture: Picture, transform: Transform) => string;
}

// What is over waits until somebody asks for it again.
const waitingMax = 1000;
const lookEveryMs = 5_000;

/** The transform that makes a smaller file and takes its time. Undefined if there is none. */
export const betterOf = (transform: Transform): Transform | undefined =>
  transform.format === "avif" && !transform.thorough ? { ...transform, thorough: true } : undefined;

/**
 * Replaces files that were rendered in a hurry by smaller ones, one at a time, while no decode runs. Each node has a cache of
 * its own, so this is no job in the database: what a restart forgets is noted again when somebody asks for it.
 */
export function betterLater({ cache, isQuiet, render, keyOf }: Parts) {
  const waiting = new Map<string, { picture: Picture; better: Transform }>();
  const failed = new LRUCache<string, true>({ max: waitingMax });
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function replace(key: string): Promise<void> {
    const one = waiting.get(key);
    waiting.delete(key);
    if (!one) return;
    const better = keyOf(one.picture, one.better);
    try {
      await render(one.picture, one.better, better);
      const [before, after] = [await bytesOf(key), await bytesOf(better)];
      const isSmaller = after < before;
      if (!isSmaller) failed.set(key, true); // a drawing, at times
      await cache.delete([isSmaller ? key : better]);
    } catch {
      // Its picture may be gone, or be too much for this effort. The fast one stays.
      failed.set(key, true);
    }
  }

  async function bytesOf(key: string): Promise<number> {
    const blob = await cache.open(key);
    await blob?.close();
    return blob?.bytes ?? Number.POSITIVE_INFINITY;
  }

  /** Replaces what waits while `goesOn`. */
  function run(goesOn: () => boolean = () => true): Promise<void> {
    running = running.then(async () => {
      for (const key of waiting.keys()) {
        if (!goesOn()) break;
        await replace(key);
      }
    });
    return running;
  }

  function look(): void {
    timer ??= setTimeout(async () => {
      await run(isQuiet);
      timer = undefined;
      if (waiting.size > 0) look();
    }, lookEveryMs).unref();
  }

  return {
    note(picture: Picture, transform: Transform): void {
      const better = betterOf(transform);
      if (!better || waiting.size >= waitingMax) return;
      const key = keyOf(picture, transform);
      if (failed.has(key)) return;
      waiting.set(key, { picture, better });
      look();
    },
    run,
    async close(): Promise<void> {
      waiting.clear();
      clearTimeout(timer);
      await running;
    },
  };
}
