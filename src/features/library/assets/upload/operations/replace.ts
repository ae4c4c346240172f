import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../../kernel/fields.ts";
import { lockLibraries } from "../../../libraries/store.ts";
import { defineOperation } from "../../../services.ts";
import { Asset, AssetId } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import { assetsById } from "../../store.ts";
import { replaceFile } from "../replace-file.ts";
import { cleanFilename } from "../staging/funnel.ts";
import { RefusedFile, StagedFile } from "../staging/staged-file.ts";
import { mustStillBeStaged } from "../staging/store.ts";
import { lockStorage } from "../storage.ts";

export const replaceAssetFile = defineOperation({
  name: "replaceAssetFile",
  noun: "Assets",
  summary: "Replace an asset's file at the same link",
  description:
    "The asset keeps its id, links, name, tags and description. Its `url` serves the new file at once; sizes and dimensions " +
    "follow when processing ends. The old file is deleted. Send the file's bytes, or one file as multipart.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    assetId: AssetId,
    filename: text(1024)
      .optional()
      .meta({
        description: "The new file name. Without one, bytes keep the old name.",
        examples: ["beach.jpg"],
      }),
    files: z.array(z.union([StagedFile, RefusedFile])).length(1, "send exactly one file"),
  }),
  output: Asset,
  fails: [
    "RESOURCE_NOT_FOUND",
    "PAYLOAD_TOO_LARGE",
    "STORAGE_LIMIT_EXCEEDED",
    "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
  ],
  takesFiles: true,
  rest: {
    method: "PUT",
    path: "/organizations/:organizationId/libraries/:libraryId/assets/:assetId/file",
    query: ["filename"],
  },
  audit: ({ libraryId, assetId }, { filename }) => ({ libraryId, assetId, name: filename }),
  async run(services, { libraryId, assetId, filename, files: [file] }, caller) {
    const { database, clock, config } = services;
    const library = granted(caller, libraryId, "write").id;
    if (!file || "refusal" in file) throw fail.input(file?.refusal ?? "Send a file.");
    const { organization } = caller;
    // `invoke` opened the transaction, because the operation has `audit`. This joins it.
    await database.transaction(async (tx) => {
      const checkStorage = await lockStorage(tx, config, organization.id, { assetId });
      checkStorage([file]);
      await replaceFile(await lockLibraries(tx, [library]), {
        organizationId: organization.id,
        libraryId: library,
        librarySlug: libraryId,
        assetId,
        file: filename === undefined ? file : { ...file, filename: cleanFilename(filename) },
        at: clock.now(),
      });
      await mustStillBeStaged(tx, [file.blob]);
    });
    const [row] = await assetsById(database, library, [assetId]);
    if (!row) throw fail.missing("asset");
    return presentAsset(services, organization.slug, row);
  },
});
