import { randomBytes } from "node:crypto";
import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { actorOf } from "../../../../../kernel/caller.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../../kernel/fields.ts";
import { isPicture } from "../../../../../media/sniff/is-picture.ts";
import type { Queryable } from "../../../../../platform/database/queryable.ts";
import { emit } from "../../../../webhooks/emit.ts";
import { lockLibraries } from "../../../libraries/store.ts";
import type { LibraryServices } from "../../../services.ts";
import { defineOperation } from "../../../services.ts";
import { Asset, AssetId } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import { assetsById } from "../../store.ts";
import { nameOf } from "../staging/funnel.ts";
import { RefusedFile, StagedFile } from "../staging/staged-file.ts";
import { mustStillBeStaged } from "../staging/store.ts";
import { checkStorage } from "../storage.ts";
import { type AssetsToInsert, insertAssets, mustTakeViews } from "../store.ts";
import { spendUploadToken } from "../tokens/store.ts";

export const uploadFilesMax = 20;

export const uploadAssets = defineOperation({
  name: "uploadAssets",
  noun: "Assets",
  summary: "Upload files",
  description:
    "Returns ids and links at once. Dimensions, blurhash and sizes are added when processing ends. A refused file is left out " +
    "and named in `responseText`; the others are uploaded. With `parentId`, send one file, which becomes a view of that asset.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    parentId: AssetId.optional(),
    uploadedBy: text(320)
      .optional()
      .meta({ description: "Name of the uploader. Defaults to the key's name." }),
    /** The token of the upload address that received the file. The commit uses it up. */
    uploadTokenSha256: z.instanceof(Buffer).optional(),
    files: z
      .array(z.union([StagedFile, RefusedFile]))
      .min(1, "send at least one file")
      .max(uploadFilesMax, `send at most ${uploadFilesMax} files at a time`),
  }),
  output: z.object({ responseText: z.string(), assets: z.array(Asset) }),
  fails: [
    "RESOURCE_NOT_FOUND",
    "CONFLICT",
    "PAYLOAD_TOO_LARGE",
    "STORAGE_LIMIT_EXCEEDED",
    "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
  ],
  takesFiles: true,
  rest: {
    method: "POST",
    path: "/organizations/:organizationId/libraries/:libraryId/assets",
  },
  audit: ({ libraryId }, { assets }) => ({
    libraryId,
    assetIds: assets.map(({ id }) => id),
    names: assets.map(({ filename }) => filename),
  }),
  async run(services, { libraryId, parentId = null, uploadedBy, uploadTokenSha256, files }, caller) {
    const { id: library } = granted(caller, libraryId, "write");
    const { organization } = caller;
    if (parentId !== null && files.length !== 1)
      throw fail.input("files: with parentId, send exactly one file.");
    const accepted = files.filter((file) => "blob" in file);
    const refused = files.filter((file) => "refusal" in file);
    if (accepted.length === 0) throw fail.input(refused.map(leftOut).join(" "));

    const assets = accepted.map((file) => ({ ...file, id: newAssetId(), name: nameOf(file.filename) }));
    // `invoke` opened the transaction, because the operation has `audit`. This joins it.
    await services.database.transaction((tx) =>
      commit(tx, services, {
        organizationId: organization.id,
        libraryId: library,
        parentId,
        uploadedBy: uploadedBy ?? actorOf(caller).name,
        createdAt: services.clock.now(),
        assets,
        librarySlug: libraryId,
        uploadTokenSha256,
      }),
    );
    const ids = assets.map(({ id }) => id);
    const rows = await assetsById(services.database, library, ids);
    const summary = `Uploaded ${accepted.length} ${accepted.length === 1 ? "asset" : "assets"}.`;
    return {
      responseText: [summary, ...refused.map(leftOut)].join(" "),
      assets: rows.map((row) => presentAsset(services.config, organization.slug, row)),
    };
  },
});

const leftOut = ({ filename, refusal }: RefusedFile) => `Left out '${filename}': ${refusal}`;

interface Commit extends AssetsToInsert {
  librarySlug: string;
  uploadTokenSha256: Buffer | undefined;
}

/**
 * Turns staged files into assets. What can still refuse them is checked under a lock: storage under the organization's, the
 * rest under the library's.
 */
async function commit(
  tx: Queryable,
  services: LibraryServices,
  { librarySlug, uploadTokenSha256, ...insert }: Commit,
): Promise<void> {
  const { organizationId, libraryId, parentId, createdAt, assets } = insert;
  await checkStorage(tx, services.config, organizationId, assets);
  const locked = await lockLibraries(tx, [libraryId]);
  if (parentId !== null) await mustTakeViews(locked, libraryId, parentId);
  if (uploadTokenSha256 && !(await spendUploadToken(tx, uploadTokenSha256))) {
    throw fail.conflict("This upload address was already used. Ask for a new one.");
  }
  await insertAssets(locked, insert);
  const ready = assets
    .filter(({ mediaType }) => !isPicture(mediaType))
    .map(({ id }) => ({ asset_id: id, library_id: librarySlug }));
  await emit(tx, organizationId, "asset.ready", ready, createdAt);
  await mustStillBeStaged(
    tx,
    assets.map(({ blob }) => blob),
  );
}

/** 11 characters of base64url: 66 random bits. */
const newAssetId = () => randomBytes(9).toString("base64url").slice(0, 11);
