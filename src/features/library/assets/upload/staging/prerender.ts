import { isPicture } from "../../../../../media/sniff/is-picture.ts";
import type { Renditions } from "../../../files/renditions.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

export interface Prerender {
  /** Starts with the files staged so far. Call it when another file begins to arrive. */
  start(): void;
  /** Starts no further files, and resolves when all started ones have ended. */
  stop(): Promise<void>;
}

/**
 * Renders thumbnails of an upload's files while the rest arrives, if a core is idle, and sets `picture` of those that are
 * done. Ignores failures: the file's job runs into them again and reports them.
 */
export function openPrerender(
  renditions: Renditions,
  files: readonly (StagedFile | RefusedFile)[],
): Prerender {
  const running = new Set<Promise<void>>();
  let next = 0;
  let stopped = false;

  function start(): void {
    for (; !stopped && next < files.length; next++) {
      const file = files[next] as StagedFile | RefusedFile;
      if (!("blob" in file) || !isPicture(file.mediaType)) continue;
      const started = renditions.processIfIdle(file);
      if (!started) return;
      const ended = started
        .then((picture) => {
          file.picture = picture;
        })
        .catch(() => {})
        .finally(() => {
          running.delete(ended);
          start();
        });
      running.add(ended);
    }
  }

  return {
    start,
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
