import { z } from "zod";
import { lockLibraries } from "../libraries/store.ts";
import { granted } from "../operation/admit.ts";
import { fail } from "../operation/failure.ts";
import { LibraryId, OrganizationId, text } from "../operation/fields.ts";
import { defineOperation } from "../operation/operation.ts";
import { AssetId, AssetIds, TagText, uniqueTags } from "./asset.ts";
import * as organise from "./organise-store.ts";

const inLibrary = { organizationId: OrganizationId, libraryId: LibraryId };
const path = "/organizations/:organizationId/libraries/:libraryId/assets";
const writeHere = { kind: "library", level: "write", fields: ["libraryId"] } as const;

export const deleteAssets = defineOperation({
  name: "deleteAssets",
  noun: "Assets",
  summary: "Move assets to the trash",
  description:
    "They leave lists, search and delivery at once. Ids that are not here, or in the trash already, are passed over.",
  access: writeHere,
  input: z.strictObject({ ...inLibrary, ids: AssetIds }),
  output: z.object({
    success: z.literal(true),
    message: z.string(),
    ids: z.array(z.string()).meta({ description: "Those actually moved." }),
  }),
  rest: { method: "DELETE", path },
  async run({ database, clock }, { libraryId, ids }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const moved = await database.transaction(async (tx) => {
      await lockLibraries(tx, [library]);
      return organise.trashAssets(tx, library, ids, clock.now());
    });
    const message = `Moved ${moved.length} ${moved.length === 1 ? "asset" : "assets"} to trash`;
    return { success: true as const, message, ids: moved };
  },
});

const tagging = z.strictObject({ ...inLibrary, assetIds: AssetIds, tags: z.array(TagText).min(1).max(20) });

export const tagAssets = defineOperation({
  name: "tagAssets",
  noun: "Tags",
  summary: "Add tags to assets",
  access: writeHere,
  input: tagging,
  output: z.object({ taggedCount: z.int().meta({ description: "(asset, tag) pairs that changed." }) }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: `${path}/tag` },
  async run({ database, clock }, { libraryId, assetIds, tags }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const taggedCount = await database.transaction(async (tx) => {
      await lockLibraries(tx, [library]);
      await organise.mustHoldAll(tx, library, assetIds);
      return organise.addTags(tx, library, assetIds, uniqueTags(tags), clock.now());
    });
    return { taggedCount };
  },
});

export const untagAssets = defineOperation({
  name: "untagAssets",
  noun: "Tags",
  summary: "Remove tags from assets",
  access: writeHere,
  input: tagging,
  output: z.object({ untaggedCount: z.int().meta({ description: "(asset, tag) pairs that changed." }) }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: `${path}/untag` },
  async run({ database, clock }, { libraryId, assetIds, tags }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const untaggedCount = await database.transaction(async (tx) => {
      await lockLibraries(tx, [library]);
      await organise.mustHoldAll(tx, library, assetIds);
      return organise.removeTags(tx, library, assetIds, uniqueTags(tags).keys, clock.now());
    });
    return { untaggedCount };
  },
});

export const updateAssetDescription = defineOperation({
  name: "updateAssetDescription",
  noun: "Assets",
  summary: "Describe an asset",
  access: writeHere,
  input: z.strictObject({
    ...inLibrary,
    assetId: AssetId,
    description: text(10_000).meta({ description: "Kept verbatim; an empty one clears." }),
  }),
  output: z.object({ assetId: z.string(), description: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "PATCH", path: `${path}/:assetId/description` },
  async run({ database, clock }, { libraryId, assetId, description }, caller) {
    const library = granted(caller, libraryId, "write").id;
    if (!(await organise.describeAsset(database, library, assetId, description, clock.now())))
      throw fail.missing("asset");
    return { assetId, description };
  },
});

export const transferAssets = defineOperation({
  name: "transferAssets",
  noun: "Assets",
  summary: "Move assets to another library of the organization",
  description:
    "All or none. Links go on working; views move with their parents; the assets arrive as the newest of the target.",
  access: { kind: "library", level: "write", fields: ["sourceLibraryId", "targetLibraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    sourceLibraryId: LibraryId,
    targetLibraryId: LibraryId,
    assetIds: AssetIds,
  }),
  output: z.object({ transferredCount: z.int(), sourceLibraryId: z.string(), targetLibraryId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: "/organizations/:organizationId/libraries/:sourceLibraryId/assets/transfer" },
  async run({ database, clock }, { sourceLibraryId, targetLibraryId, assetIds }, caller) {
    const source = granted(caller, sourceLibraryId, "write").id;
    const target = granted(caller, targetLibraryId, "write").id;
    if (source === target) throw fail.input("targetLibraryId: must be another library than the source.");
    const transferredCount = await database.transaction(async (tx) => {
      await lockLibraries(tx, [source, target]);
      await organise.mustHoldAll(tx, source, assetIds);
      if (await organise.anyView(tx, source, assetIds)) {
        throw fail.input("assetIds: a view moves with its parent. Name the parent instead.");
      }
      return organise.moveAssets(tx, source, target, assetIds, clock.now());
    });
    return { transferredCount, sourceLibraryId, targetLibraryId };
  },
});
