import { isPicture } from "../../../../../media/sniff/is-picture.ts";
import type { Renditions } from "../../../delivery/renditions.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

export interface Ahead {
  /** Another file begins to arrive: there is time for those that are here. */
  go(): void;
  /** Begins no more, and resolves when what it began has ended. */
  stop(): Promise<void>;
}

/**
 * Makes the thumbnails of an upload's files while the rest of it arrives, as long as nothing else wants the cores; sets
 * `picture` of those that are done. What fails is left to the file's job, which says why.
 */
export function processingAhead(renditions: Renditions, files: readonly (StagedFile | RefusedFile)[]): Ahead {
  const running = new Set<Promise<void>>();
  let next = 0;
  let stopped = false;

  function go(): void {
    for (; !stopped && next < files.length; next++) {
      const file = files[next] as StagedFile | RefusedFile;
      if (!("blob" in file) || !isPicture(file.mediaType)) continue;
      const begun = renditions.processAhead(file);
      if (!begun) return;
      const ended = begun
        .then((picture) => void (file.picture = picture))
        .catch(() => {})
        .finally(() => {
          running.delete(ended);
          go();
        });
      running.add(ended);
    }
  }

  return {
    go,
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
