import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { dayMs } from "../../../../../platform/clock.ts";
import { deleteBlob } from "../../../files/blob-files.ts";
import type { LibraryServices } from "../../../services.ts";
import { deleteExpiredUploadTokens } from "../tokens/store.ts";
import { dropSwept, takeForgotten } from "./store.ts";

// No upload takes a day, so older files belong to a process that died.
const forgottenAfterMs = dayMs;
const blobsAtATime = 100;

/** Deletes files left by crashes: staged blobs without a row, and temporary files in the staging folder. */
export async function sweepStaged(services: LibraryServices): Promise<void> {
  const { database, clock, config } = services;
  const before = new Date(clock.now().getTime() - forgottenAfterMs);
  for (;;) {
    const blobs = await takeForgotten(database, before, blobsAtATime);
    await deleteBlob(services.blobs, ...blobs);
    await dropSwept(database, blobs);
    if (blobs.length < blobsAtATime) break;
  }
  await deleteExpiredUploadTokens(database, clock.now());
  await services.blobs.sweep(before);
  await sweepFolder(join(config.dataDir, "staging"), before);
}

async function sweepFolder(folder: string, before: Date): Promise<void> {
  const names = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtime < before) await rm(path, { recursive: true, force: true });
  }
}
