import type { Readable } from "node:stream";
import type { LibraryServices } from "../../../services.ts";
import { openPrerender } from "./prerender.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/**
 * The files of one upload, from their first byte to their commit:
 *
 *     await using upload = openUpload(services);
 *     const answer = await services.invoke(uploadAssets, {
 *       ...call,
 *       read: async () => ({ ...known, files: [await upload.stage(body, filename)] }),
 *     });
 *     upload.committed();
 *
 * `invoke` checks access before it calls `read`, so nobody stages a file that they may not upload. Unless `committed`
 * was called, leaving the block deletes the staged files that no row refers to.
 */
export interface Upload extends AsyncDisposable {
  /**
   * Stages one file: see `Funnel.stage`. `bytesMax` is `config.fileBytesMax` when not given. Renders thumbnails of the
   * files before it meanwhile.
   */
  stage(source: Readable, filename: string, bytesMax?: number): Promise<StagedFile | RefusedFile>;
  /** The staged files belong to assets now. */
  committed(): void;
}

export function openUpload({ funnel, renditions, config, log }: LibraryServices): Upload {
  const files: (StagedFile | RefusedFile)[] = [];
  const prerender = openPrerender(renditions, files);
  let isCommitted = false;
  return {
    async stage(source, filename, bytesMax = config.fileBytesMax) {
      if (config.role !== "web") prerender.start();
      const file = await funnel.stage(source, filename, bytesMax);
      files.push(file);
      return file;
    },

    committed() {
      isCommitted = true;
      void prerender.stop(); // from here on the job renders
    },

    async [Symbol.asyncDispose]() {
      if (isCommitted) return;
      await prerender.stop(); // or thumbnails would be stored after the deletion of their file
      // What cannot be deleted now is left to the sweeper.
      await funnel.discard(files).catch((err) => log.warn({ err }, "could not delete staged files"));
    },
  };
}
