import { isPicture } from "../../../../../media/sniff/is-picture.ts";
import type { Renditions } from "../../../files/renditions.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

export interface Prerender {
  /** Starts on the files that have been staged: another one begins to arrive. */
  start(): void;
  /** Starts no more, and resolves when everything that was started has ended. */
  stop(): Promise<void>;
}

/**
 * Renders thumbnails of an upload's files while the rest of it arrives, as long as nothing else needs the cores, and
 * sets `picture` of those that are done. A failure is left to the file's job, which reports it.
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
