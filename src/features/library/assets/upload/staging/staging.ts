import type { Readable } from "node:stream";
import type { LibraryServices } from "../../../services.ts";
import { processingAhead } from "./prerender.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/** Takes one file in, within the size that the settings allow for uploads, or another. */
export type Stage = (
  source: Readable,
  filename: string,
  bytesMax?: number,
) => Promise<StagedFile | RefusedFile>;

/** Runs `upload` with a way to stage files. Those that it staged are discarded when it fails. */
export async function stagingFiles<T>(
  { funnel, renditions, config, log }: LibraryServices,
  upload: (stage: Stage) => Promise<T>,
): Promise<T> {
  const files: (StagedFile | RefusedFile)[] = [];
  const ahead = processingAhead(renditions, files);
  try {
    return await upload(async (source, filename, bytesMax = config.fileBytesMax) => {
      if (config.role !== "web") ahead.go();
      const file = await funnel.stage(source, filename, bytesMax);
      files.push(file);
      return file;
    });
  } catch (error) {
    await ahead.stop(); // or thumbnails would be stored after their file's removal
    // What cannot be discarded now is left to the sweeper.
    await funnel.discard(files).catch((err) => log.warn({ err }, "staged files are left"));
    throw error;
  } finally {
    ahead.stop(); // the jobs' turn
  }
}
