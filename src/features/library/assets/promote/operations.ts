import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { emit } from "../../../webhooks/emit.ts";
import { changeLibraries } from "../../libraries/change.ts";
import { defineOperation } from "../../services.ts";
import { Asset, AssetId } from "../asset.ts";
import { presentAsset } from "../present.ts";
import { assetsById, purgeFromCdnLater } from "../store.ts";
import { renamedFor } from "../upload/staging/renamed-for.ts";
import { drawLater } from "../upload/store.ts";
import * as store from "./store.ts";

export const promoteVariant = defineOperation({
  name: "promoteVariant",
  noun: "Assets",
  summary: "Make a file under an asset the asset's own",
  description:
    "The asset shows it at its id and link. What the asset showed before takes the place of the variant. Name, tags, " +
    "description, approval and `created` stay. Answers in the newest shape in every version.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    assetId: AssetId,
    variantId: AssetId.meta({ description: "The id of a file under the asset." }),
  }),
  output: Asset,
  fails: ["RESOURCE_NOT_FOUND", "NOT_FOUND", "CONFLICT"],
  rest: {
    method: "POST",
    path: "/organizations/:organizationId/libraries/:libraryId/assets/:assetId/promote",
  },
  mcp: {
    tool: "promote_variant",
    title: "Promote a variant",
    description: "Swaps an asset's picture with one of its variants, at the asset's link.",
    effect: "update",
  },
  audit: ({ libraryId, assetId, variantId }, { filename }) => ({
    libraryId,
    assetId,
    variantId,
    name: filename,
  }),
  async run(services, { libraryId, assetId, variantId }, caller) {
    const { database, clock } = services;
    const library = granted(caller, libraryId, "write").id;
    const at = clock.now();
    const row = await changeLibraries(database, [library], async (tx) => {
      const [asset, variant] = await store.filesToSwap(tx, library, assetId, variantId);
      if (!asset) throw fail.missing("asset");
      if (!variant) throw fail.noVariant();
      if (asset.status === "processing" || variant.status === "processing") {
        throw fail.conflict(
          "One of the two files is being processed. Try again when their `status` is `ready`.",
        );
      }
      await purgeFromCdnLater(tx, [assetId]);
      await store.swapFiles(tx, { asset, variant, filename: renamedFor(variant.mediaType, asset), at });
      await drawLater(tx, caller.organization.id, [assetId, variantId], at);
      const event = [{ asset_id: assetId, library_id: libraryId }];
      await emit(tx, caller.organization.id, "asset.replaced", event, at);
      await emit(tx, caller.organization.id, "asset.ready", event, at);
      const [row] = await assetsById(tx, library, [assetId]);
      return row;
    });
    if (!row) throw fail.missing("asset");
    return presentAsset(services, caller.organization.slug, row);
  },
});
