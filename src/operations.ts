import { createUpload } from "./assets/create-upload-operation.ts";
import {
  deleteAssets,
  restoreAssets,
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "./assets/organise-operations.ts";
import { getAsset, listAssets } from "./assets/read-operations.ts";
import { uploadAssets } from "./assets/upload-operation.ts";
import { startWithoutAccount } from "./claims/operations.ts";
import { createKey, deleteKey, grantKey, listKeys, regenerateKey } from "./keys/operations.ts";
import { createLibrary, listLibraries, listTags, me, renameLibrary } from "./libraries/operations.ts";
import type { AnyOperation } from "./operation/operation.ts";
import {
  addLibraryToOrganization,
  createOrganization,
  limitOrganization,
  listOrganizationLibraries,
  listOrganizations,
} from "./organizations/operations.ts";
import { searchAssets } from "./search/operations.ts";

/** Everything that can be done here, in reading order. Every transport is derived from this list. */
export const operations: readonly AnyOperation[] = [
  startWithoutAccount,
  me,

  listLibraries,
  createLibrary,
  renameLibrary,

  listAssets,
  getAsset,
  searchAssets,
  uploadAssets,
  createUpload,
  updateAssetDescription,
  transferAssets,
  deleteAssets,
  restoreAssets,

  listTags,
  tagAssets,
  untagAssets,

  createOrganization,
  listOrganizations,
  limitOrganization,
  addLibraryToOrganization,
  listOrganizationLibraries,
  createKey,
  listKeys,
  grantKey,
  regenerateKey,
  deleteKey,
];
