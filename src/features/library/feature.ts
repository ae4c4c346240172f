import type { Feature } from "../../kernel/feature.ts";
import { handle, schedule } from "../../kernel/job.ts";
import {
  deleteAssets,
  restoreAssets,
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "./assets/organise/operations.ts";
import { failExhausted, processAsset } from "./assets/process/process.ts";
import { browseAssets } from "./assets/read/operations/browse.ts";
import { getCameraData } from "./assets/read/operations/camera.ts";
import { getAsset, listAssets } from "./assets/read/operations/read.ts";
import { emptyTrash, listTrash, purgeAssets } from "./assets/trash/operations.ts";
import { purgeTrash } from "./assets/trash/purge.ts";
import { deleteBlob } from "./assets/upload/blob-files.ts";
import { createUpload } from "./assets/upload/operations/create-upload.ts";
import { uploadAssets } from "./assets/upload/operations/upload.ts";
import { sweepStaged } from "./assets/upload/staging/sweep.ts";
import { blobDeletionJob, processingJob } from "./jobs.ts";
import { eraseLibraries } from "./libraries/erase.ts";
import { deleteLibrary } from "./libraries/operations/delete.ts";
import { addLibraryToOrganization, listOrganizationLibraries } from "./libraries/operations/for-operators.ts";
import { createLibrary, listLibraries, listTags, me, renameLibrary } from "./libraries/operations/library.ts";
import { peekClaim } from "./libraries/operations/peek-claim.ts";
import { startWithoutAccount } from "./libraries/operations/start.ts";
import { searchAssets } from "./search/operations.ts";
import type { LibraryServices } from "./services.ts";

/** Image libraries: assets from upload to trash, search, and delivery. */
export const library = {
  operations: [
    startWithoutAccount,
    peekClaim,
    me,

    listLibraries,
    createLibrary,
    renameLibrary,
    deleteLibrary,
    addLibraryToOrganization,
    listOrganizationLibraries,

    listAssets,
    browseAssets,
    getAsset,
    getCameraData,
    searchAssets,
    uploadAssets,
    createUpload,
    updateAssetDescription,
    transferAssets,
    deleteAssets,
    restoreAssets,
    listTrash,
    purgeAssets,
    emptyTrash,

    listTags,
    tagAssets,
    untagAssets,
  ],
  jobs: [
    handle(processingJob, processAsset),
    schedule("fail_exhausted", "* * * * *", failExhausted, { atStart: true }),
    handle(blobDeletionJob, ({ blobs }: LibraryServices, { blob }) => deleteBlob(blobs, blob)),
    schedule("sweep_staged", "17 * * * *", sweepStaged),
    schedule("purge_trash", "7 * * * *", purgeTrash),
  ],
  eraseOrganization: eraseLibraries,
} as const satisfies Feature;
