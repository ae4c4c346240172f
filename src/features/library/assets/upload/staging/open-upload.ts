import type { Readable } from "node:stream";
import type { LibraryServices } from "../../../services.ts";
import { openPrerender } from "./prerender.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/**
 * The files of one upload, from the first byte to the commit:
 *
 *     await using upload = openUpload(services);
 *     const answer = await services.invoke(uploadAssets, {
 *       ...call,
 *       read: async () => ({ ...known, files: [await upload.stage(body, filename)] }),
 *     });
 *     upload.committed();
 *
 * `invoke` checks access before it calls `read`, so files are staged only for authorised callers. Leaving the block without
 * calling `committed` deletes the staged files that no row refers to.
 */
export interface Upload extends AsyncDisposable {
  /**
   * Stages one file, see `Funnel.stage`. `bytesMax` defaults to `config.fileBytesMax`. Renders thumbnails of the earlier files
   * meanwhile.
   */
  stage(source: Readable, filename: string, bytesMax?: number): Promise<StagedFile | RefusedFile>;
  /** Marks the staged files as committed. */
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
      void prerender.stop(); // the job renders from now on
    },

    async [Symbol.asyncDispose]() {
      if (isCommitted) return;
      await prerender.stop(); // otherwise thumbnails would be stored after their file was deleted
      // The sweeper deletes what cannot be deleted now.
      await funnel.discard(files).catch((err) => log.warn({ err }, "could not delete staged files"));
    },
  };
}
