import { setAssetApproval } from "../../features/library/assets/approval/operations.ts";
import { createDownload } from "../../features/library/assets/download/operations.ts";
import { editAsset, revertAsset } from "../../features/library/assets/edit/operations.ts";
import {
  tagAssets,
  transferAssets,
  untagAssets,
  updateAssetDescription,
} from "../../features/library/assets/organise/operations.ts";
import { promoteVariant } from "../../features/library/assets/promote/operations.ts";
import { deleteAssets, restoreAssets } from "../../features/library/assets/trash/operations.ts";
import { createUpload } from "../../features/library/assets/upload/operations/create-upload.ts";
import { replaceAssetFile } from "../../features/library/assets/upload/operations/replace.ts";
import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import { openUpload } from "../../features/library/assets/upload/staging/open-upload.ts";
import { createLibrary } from "../../features/library/libraries/operations/create.ts";
import { setLibraryPrivacy } from "../../features/library/libraries/operations/privacy.ts";
import { renameLibrary } from "../../features/library/libraries/operations/rename.ts";
import { callOperation } from "./call.ts";
import type { Resolvers } from "./context.ts";
import { libraryNode } from "./node-ids.ts";
import type { GraphqlServices } from "./services.ts";
import type { UploadedFile } from "./upload-scalar.ts";

/** The fields of `Mutation`. */
export function mutations(services: GraphqlServices): Resolvers {
  const call = callOperation(services);
  return {
    async uploadAssets(_, { files, email, ...rest }: { files: UploadedFile[]; email?: string }, context) {
      await using upload = openUpload(services);
      const answer = await call(
        uploadAssets,
        context,
        { ...rest, uploadedBy: email ?? null },
        async (caller) => ({
          files: await context.files.take(files, upload.by(caller)),
        }),
      );
      upload.committed(answer);
      return answer;
    },
    async replaceAssetFile(_, { file, ...rest }: { file: UploadedFile; assetId: string }, context) {
      await using upload = openUpload(services);
      const asset = await call(replaceAssetFile, context, rest, async (caller) => ({
        files: await context.files.take([file], upload.by(caller, { assetId: rest.assetId })),
      }));
      upload.committed(asset);
      return asset;
    },
    createUpload: (_, args, context) => call(createUpload, context, args),
    createDownload: (_, args, context) => call(createDownload, context, args),
    deleteAssets: (_, { assets: ids, ...library }, context) =>
      call(deleteAssets, context, { ...library, ids }),
    restoreAssets: (_, { assets: ids, ...library }, context) =>
      call(restoreAssets, context, { ...library, ids }),
    tagAssets: (_, args, context) => call(tagAssets, context, args),
    untagAssets: (_, args, context) => call(untagAssets, context, args),
    transferAssets: (_, args, context) => call(transferAssets, context, args),
    updateAssetDescription: (_, args, context) => call(updateAssetDescription, context, args),
    editAsset: (_, args, context) => call(editAsset, context, args),
    revertAsset: (_, args, context) => call(revertAsset, context, args),
    setAssetApproval: (_, args, context) => call(setAssetApproval, context, args),
    promoteVariant: (_, args, context) => call(promoteVariant, context, args),
    createLibrary: async (_, args, context) =>
      libraryNode(args.organizationId, await call(createLibrary, context, args)),
    setLibraryPrivacy: async (_, args, context) =>
      libraryNode(args.organizationId, await call(setLibraryPrivacy, context, args)),
    renameLibrary: async (_, args, context) =>
      libraryNode(args.organizationId, await call(renameLibrary, context, args)),
  };
}
