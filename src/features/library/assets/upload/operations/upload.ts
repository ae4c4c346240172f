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
import { newAssetId } from "../../asset-id.ts";
import { presentAsset } from "../../present.ts";
import { assetsById } from "../../store.ts";
import { Duplicate, OnDuplicate } from "../duplicate.ts";
import { planUpload, type UploadPlan } from "../plan-upload.ts";
import { replaceFile } from "../replace-file.ts";
import { finishResumable } from "../resumable/store.ts";
import { nameOf } from "../staging/funnel.ts";
import { RefusedFile, StagedFile } from "../staging/staged-file.ts";
import { mustStillBeStaged } from "../staging/store.ts";
import { lockStorage } from "../storage.ts";
import { type AssetsToInsert, assetsWithFiles, insertAssets, mustTakeViews } from "../store.ts";
import { spendUploadToken } from "../tokens/store.ts";

export const uploadFilesMax = 20;

export const uploadAssets = defineOperation({
  name: "uploadAssets",
  noun: "Assets",
  summary: "Upload files",
  description:
    "Returns ids and links at once. Dimensions, blurhash and sizes are added when processing ends. A refused file is left out " +
    "and named in `responseText`; the others are uploaded. With `parentId`, send one file, which becomes a view of that asset. " +
    "`duplicates` names files that the library already has; `onDuplicate` decides what happens to them.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    parentId: AssetId.optional(),
    uploadedBy: text(320)
      .optional()
      .meta({ description: "Name of the uploader. Defaults to the key's name." }),
    onDuplicate: OnDuplicate,
    /** The token of the upload address that received the file. The commit uses it up. */
    uploadTokenSha256: z.instanceof(Buffer).optional(),
    /** The upload by parts that the file came by. The commit finishes it. */
    resumableUploadId: z.int().optional(),
    files: z
      .array(z.union([StagedFile, RefusedFile]))
      .min(1, "send at least one file")
      .max(uploadFilesMax, `send at most ${uploadFilesMax} files at a time`),
  }),
  output: z.object({
    responseText: z.string(),
    assets: z.array(Asset).meta({ description: "In the order of the accepted files." }),
    duplicates: z.array(Duplicate),
  }),
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
    query: ["onDuplicate"],
  },
  audit({ libraryId }, { assets, duplicates }) {
    const skipped = new Set(duplicates.flatMap(({ done, assetId }) => (done === "skipped" ? [assetId] : [])));
    const changed = assets.filter(({ id }) => !skipped.has(id));
    return {
      libraryId,
      assetIds: changed.map(({ id }) => id),
      names: changed.map(({ filename }) => filename),
    };
  },
  async run(services, input, caller) {
    const { libraryId, parentId = null, uploadedBy, onDuplicate, files } = input;
    const { id: library } = granted(caller, libraryId, "write");
    const { organization } = caller;
    if (parentId !== null && files.length !== 1)
      throw fail.input("files: with parentId, send exactly one file.");
    const accepted = files.filter((file) => "blob" in file);
    const refused = files.filter((file) => "refusal" in file);
    if (accepted.length === 0) throw fail.input(refused.map(leftOut).join(" "));

    const { plan, rows } = await services.database.transaction(async (tx) => {
      // `invoke` opened the transaction, because the operation has `audit`. This joins it.
      const plan = await commit(tx, services, {
        organizationId: organization.id,
        libraryId: library,
        parentId,
        uploadedBy: uploadedBy ?? actorOf(caller).name,
        uploaderId: uploadedBy === undefined ? actorOf(caller).id : null,
        createdAt: services.clock.now(),
        assets: accepted.map((file) => ({ ...file, id: newAssetId(), name: nameOf(file.filename) })),
        librarySlug: libraryId,
        uploadTokenSha256: input.uploadTokenSha256,
        resumableUploadId: input.resumableUploadId,
        onDuplicate,
      });
      return { plan, rows: await assetsById(tx, library, plan.assetIds) };
    });
    const uploaded = plan.add.length + plan.replace.length;
    const summary = `Uploaded ${uploaded} ${uploaded === 1 ? "asset" : "assets"}.`;
    const skipped = plan.duplicates.filter(({ done }) => done === "skipped");
    return {
      responseText: [summary, ...skipped.map(alreadyHere), ...refused.map(leftOut)].join(" "),
      assets: rows.map((row) => presentAsset(services, organization.slug, row)),
      duplicates: plan.duplicates,
    };
  },
});

const leftOut = ({ filename, refusal }: RefusedFile) => `Left out '${filename}': ${refusal}`;
const alreadyHere = ({ filename }: Duplicate) => `Left out '${filename}': it is already in this library.`;

interface Commit extends AssetsToInsert {
  librarySlug: string;
  uploadTokenSha256: Buffer | undefined;
  resumableUploadId: number | undefined;
  onDuplicate: z.output<typeof OnDuplicate>;
}

/**
 * Turns staged files into assets. What can still refuse them is checked under a lock: storage under the organization's, the
 * rest under the library's.
 */
async function commit(
  tx: Queryable,
  services: LibraryServices,
  { librarySlug, uploadTokenSha256, resumableUploadId, onDuplicate, ...insert }: Commit,
): Promise<UploadPlan<AssetsToInsert["assets"][number]>> {
  const { organizationId, libraryId, parentId, createdAt: at, assets } = insert;
  const checkStorage = await lockStorage(tx, services.config, organizationId, {
    uploadId: resumableUploadId,
  });
  const locked = await lockLibraries(tx, [libraryId]);
  if (parentId !== null) await mustTakeViews(locked, libraryId, parentId);
  if (uploadTokenSha256 && !(await spendUploadToken(tx, uploadTokenSha256))) {
    throw fail.conflict("This upload address was already used. Ask for a new one.");
  }
  const hashes = assets.map(({ sha256 }) => sha256);
  const same = await assetsWithFiles(locked, libraryId, hashes, parentId);
  const plan = planUpload(assets, same, onDuplicate);
  checkStorage(plan.add);
  if (resumableUploadId !== undefined) await finish(tx, resumableUploadId, plan);
  if (plan.add.length > 0) await insertAssets(locked, { ...insert, assets: plan.add });
  for (const { assetId, file } of plan.replace) {
    await replaceFile(locked, { organizationId, libraryId, librarySlug, assetId, file, at });
  }
  const ready = plan.add
    .filter(({ mediaType }) => !isPicture(mediaType))
    .map(({ id }) => ({ asset_id: id, library_id: librarySlug }));
  await emit(tx, organizationId, "asset.ready", ready, at);
  const used = [...plan.add, ...plan.replace.map(({ file }) => file)];
  await mustStillBeStaged(
    tx,
    used.map(({ blob }) => blob),
  );
  return plan;
}

/** Finishes the upload by parts that the only file came by. */
async function finish(tx: Queryable, id: number, plan: UploadPlan<unknown>): Promise<void> {
  const [assetId = ""] = plan.assetIds;
  const duplicateOf = plan.duplicates[0]?.duplicateOf;
  if (await finishResumable(tx, id, { assetId, duplicateOf })) return;
  throw fail.conflict("This upload is finished already, or has ended.");
}
