import { addJobs } from "../../../kernel/job.ts";
import { isBackupRunning } from "../../../platform/backup/store.ts";
import { blobDeletionJob } from "../jobs.ts";
import type { LibraryServices } from "../services.ts";
import { deleteBlob } from "./blob-files.ts";
import { deleteCopies } from "./gone-files.ts";

const afterBackupMs = 60_000;

/** Deletes the files of a row that is gone. They wait for a running backup: the row may be in its snapshot. */
export async function deleteFiles(services: LibraryServices, { blob }: { blob: string }): Promise<void> {
  const { database, blobs } = services;
  if (await isBackupRunning(database))
    await addJobs(database, { ...blobDeletionJob, delayMs: afterBackupMs }, [{ blob }]);
  else await deleteBlob(blobs, blob);
  await deleteCopies(services, blob);
}
