import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { isPicture } from "../../../../media/sniff/is-picture.ts";
import { emit } from "../../../webhooks/emit.ts";
import { editedJob } from "../../jobs.ts";
import { changeLibraries } from "../../libraries/change.ts";
import { defineOperation, type LibraryServices } from "../../services.ts";
import { Asset, AssetId } from "../asset.ts";
import { presentAsset } from "../present.ts";
import { assetsById, purgeFromCdnLater } from "../store.ts";
import { editFields, editsOf, type SavedEdits, versionSuffix } from "./edits.ts";
import * as store from "./store.ts";

const one = { organizationId: OrganizationId, libraryId: LibraryId, assetId: AssetId };
const writeHere = { kind: "library", level: "write", fields: ["libraryId"] } as const;
const path = "/organizations/:organizationId/libraries/:libraryId/assets/:assetId/edits";

export const editAsset = defineOperation({
  name: "editAsset",
  noun: "Assets",
  summary: "Turn, mirror or crop a picture",
  description:
    "The edits take the place of those before. The file stays as it is: `?download` and `?edits=none` give it. Sizes, " +
    "thumbnails and every other link show the edited picture.",
  access: writeHere,
  input: z.strictObject({ ...one, ...editFields }),
  output: Asset,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  rest: { method: "PUT", path },
  mcp: {
    tool: "edit_asset",
    title: "Edit a picture",
    description:
      "Turns, mirrors and crops a picture in all its links. The file stays. Replaces earlier edits; with none, reverts.",
    effect: "replace",
  },
  audit: ({ libraryId, assetId }, { filename }) => ({ libraryId, assetId, name: filename }),
  async run(services, { libraryId, assetId, organizationId: _, ...asked }, caller) {
    const library = { ...granted(caller, libraryId, "write"), organization: caller.organization };
    return change(services, library, assetId, ({ width, height, status }) => {
      if (status === "processing") {
        throw fail.conflict("The picture is being processed. Try again when its `status` is `ready`.");
      }
      if (status === "failed" || width === null || height === null) {
        throw fail.input("This picture could not be read, so it cannot be edited.");
      }
      return editsOf(asked, { width, height });
    });
  },
});

export const revertAsset = defineOperation({
  name: "revertAsset",
  noun: "Assets",
  summary: "Remove the edits of a picture",
  description: "Its links show the file as it was uploaded. Also removes the focal point.",
  access: writeHere,
  input: z.strictObject(one),
  output: Asset,
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "DELETE", path },
  audit: ({ libraryId, assetId }, { filename }) => ({ libraryId, assetId, name: filename }),
  async run(services, { libraryId, assetId }, caller) {
    const library = { ...granted(caller, libraryId, "write"), organization: caller.organization };
    return change(services, library, assetId, () => null);
  },
});

interface EditedLibrary {
  id: number;
  slug: string;
  organization: { id: number; slug: string };
}

async function change(
  services: LibraryServices,
  { id: libraryId, slug, organization }: EditedLibrary,
  assetId: string,
  editsFor: (asset: store.Editable) => SavedEdits | null,
): Promise<Asset> {
  const { database, clock } = services;
  const at = clock.now();
  const row = await changeLibraries(database, [libraryId], async (tx) => {
    const asset = await store.assetToEdit(tx, libraryId, assetId);
    if (!asset) throw fail.missing("asset");
    if (!isPicture(asset.mediaType))
      throw fail.input("Only pictures can be edited, not videos or documents.");
    const edits = editsFor(asset);
    const suffix = versionSuffix(edits);
    if (suffix !== versionSuffix(asset.edits)) {
      await purgeFromCdnLater(tx, [assetId]);
      const version = await store.saveEdits(tx, assetId, edits, suffix, at);
      await addJobs(tx, editedJob, [{ assetId, version }]);
      await emit(tx, organization.id, "asset.edited", [{ asset_id: assetId, library_id: slug }], at);
    }
    const [row] = await assetsById(tx, libraryId, [assetId]);
    return row;
  });
  if (!row) throw fail.missing("asset");
  return presentAsset(services, organization.slug, row);
}
