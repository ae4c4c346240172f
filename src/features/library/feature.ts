import { defineFeature } from "../../kernel/feature.ts";
import { handle, hourly, minutely, schedule } from "../../kernel/job.ts";
import { setAssetApproval } from "./assets/approval/operations.ts";
import { createDownload } from "./assets/download/operations.ts";
import { sweepDownloads } from "./assets/download/sweep.ts";
import { editAsset, revertAsset } from "./assets/edit/operations.ts";
import {
  renameAsset,
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "./assets/organise/operations.ts";
import { drawEarlierFiles } from "./assets/process/earlier-files/draw.ts";
import { processAsset, retryExhausted } from "./assets/process/process.ts";
import { promoteVariant } from "./assets/promote/operations.ts";
import { browseAssets } from "./assets/read/operations/browse.ts";
import { getCameraData } from "./assets/read/operations/camera.ts";
import { listDuplicates } from "./assets/read/operations/duplicates.ts";
import { getAsset } from "./assets/read/operations/get.ts";
import { listAssets } from "./assets/read/operations/list.ts";
import {
  deleteAssets,
  emptyTrash,
  listTrash,
  purgeAssets,
  restoreAssets,
} from "./assets/trash/operations.ts";
import { purgeTrash } from "./assets/trash/purge.ts";
import { createUpload } from "./assets/upload/operations/create-upload.ts";
import { replaceAssetFile } from "./assets/upload/operations/replace.ts";
import { startResumableUpload } from "./assets/upload/operations/start-resumable.ts";
import { uploadAssets } from "./assets/upload/operations/upload.ts";
import { sweepResumables } from "./assets/upload/resumable/sweep.ts";
import { sweepStaged } from "./assets/upload/staging/sweep.ts";
import { purgeFromCdn } from "./delivery/cdn-purge.ts";
import { purgeLibrary } from "./delivery/purge-library.ts";
import { renderEdited } from "./delivery/render-edited.ts";
import { getAssetLink, getAssetLinks, rotateLinkKey } from "./delivery/signing/operations.ts";
import { eraseLibraries } from "./erase.ts";
import { libraryExamples } from "./examples.ts";
import { deleteFiles } from "./files/delete-files.ts";
import { blobDeletionJob, cdnPurgeJob, editedJob, libraryPurgeJob, processingJob } from "./jobs.ts";
import { createLibrary } from "./libraries/operations/create.ts";
import { deleteLibrary } from "./libraries/operations/delete.ts";
import { listLibraries } from "./libraries/operations/list.ts";
import { listTags } from "./libraries/operations/list-tags.ts";
import { addLibraryToOrganization, listOrganizationLibraries } from "./libraries/operations/operator.ts";
import { setLibraryPrivacy } from "./libraries/operations/privacy.ts";
import { renameLibrary } from "./libraries/operations/rename.ts";
import { me } from "./onboarding/operations/me.ts";
import { peekClaim } from "./onboarding/operations/peek-claim.ts";
import { startWithoutAccount } from "./onboarding/operations/start.ts";
import { countAssets } from "./search/counts/operations.ts";
import { searchAssets } from "./search/operations.ts";
import type { LibraryServices } from "./services.ts";
import { createShareLink, listShareLinks, revokeShareLink } from "./shares/operations.ts";
import { sweepShares } from "./shares/sweep.ts";

/** Image libraries: assets from upload to trash, search, and delivery. */
export const library = defineFeature({
  operations: [
    startWithoutAccount,
    peekClaim,
    me,

    listLibraries,
    createLibrary,
    renameLibrary,
    setLibraryPrivacy,
    deleteLibrary,
    addLibraryToOrganization,
    listOrganizationLibraries,

    listAssets,
    browseAssets,
    getAsset,
    getCameraData,
    searchAssets,
    countAssets,
    listDuplicates,
    uploadAssets,
    createUpload,
    startResumableUpload,
    replaceAssetFile,
    createDownload,
    updateAssetDescription,
    renameAsset,
    transferAssets,
    deleteAssets,
    restoreAssets,
    editAsset,
    revertAsset,
    setAssetApproval,
    promoteVariant,
    listTrash,
    purgeAssets,
    emptyTrash,

    getAssetLink,
    getAssetLinks,
    rotateLinkKey,

    listTags,
    tagAssets,
    untagAssets,

    createShareLink,
    listShareLinks,
    revokeShareLink,
  ],
  jobs: [
    // Decodes wait for their turn in a queue of their own: see media/decode/queue.ts.
    handle(processingJob, processAsset, { pool: "pictures" }),
    schedule("retry_exhausted", minutely, retryExhausted, { atStart: true }),
    schedule("draw_earlier_files", minutely, drawEarlierFiles, { atStart: true }),
    handle(libraryPurgeJob, purgeLibrary, { pool: "network" }),
    handle(editedJob, renderEdited, { pool: "pictures" }),
    handle(cdnPurgeJob, (services: LibraryServices, { links }) => purgeFromCdn(services, links), {
      pool: "network",
    }),
    handle(blobDeletionJob, deleteFiles),
    schedule("sweep_staged", hourly(17), sweepStaged, { byAge: true }),
    schedule("sweep_resumable_uploads", hourly(37), sweepResumables, { byAge: true }),
    schedule("sweep_downloads", hourly(27), sweepDownloads, { byAge: true }),
    schedule("sweep_shares", hourly(47), sweepShares, { byAge: true }),
    schedule("purge_trash", hourly(7), purgeTrash, { byAge: true }),
  ],
  eraseOrganization: eraseLibraries,
  exampleCalls: libraryExamples,
});
