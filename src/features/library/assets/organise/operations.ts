import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, line, OrganizationId, text } from "../../../../kernel/fields.ts";
import { changeLibraries } from "../../libraries/change.ts";
import { isPrivate } from "../../libraries/store.ts";
import { defineOperation } from "../../services.ts";
import { AssetId, AssetIds, TagText, uniqueTags } from "../asset.ts";
import { purgeFromCdnLater } from "../store.ts";
import * as store from "./store.ts";

const inLibrary = { organizationId: OrganizationId, libraryId: LibraryId };
const path = "/organizations/:organizationId/libraries/:libraryId/assets";
const writeHere = { kind: "library", level: "write", fields: ["libraryId"] } as const;

const tagging = z.strictObject({ ...inLibrary, assetIds: AssetIds, tags: z.array(TagText).min(1).max(20) });

export const tagAssets = defineOperation({
  name: "tagAssets",
  noun: "Tags",
  summary: "Add tags to assets",
  description: `All or none. An asset carries at most ${store.tagsMax} tags; more are refused with \`BAD_USER_INPUT\`.`,
  access: writeHere,
  input: tagging,
  output: z.object({ taggedCount: z.int().meta({ description: "(asset, tag) pairs that changed." }) }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: `${path}/tag` },
  mcp: {
    tool: "tag_assets",
    title: "Tag assets",
    description: "Adds tags to assets. An asset carries at most 100.",
    effect: "update",
  },
  audit: ({ libraryId, assetIds, tags }) => ({ libraryId, assetIds, tags }),
  async run({ database, clock }, { libraryId, assetIds, tags }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const taggedCount = await changeLibraries(database, [library], async (tx) => {
      await store.mustHoldAll(tx, library, assetIds);
      return store.addTags(tx, library, assetIds, uniqueTags(tags), clock.now());
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
  mcp: {
    tool: "untag_assets",
    title: "Untag assets",
    description: "Removes up to 20 tags from up to 100 assets.",
    effect: "replace",
  },
  audit: ({ libraryId, assetIds, tags }) => ({ libraryId, assetIds, tags }),
  async run({ database, clock }, { libraryId, assetIds, tags }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const untaggedCount = await changeLibraries(database, [library], async (tx) => {
      await store.mustHoldAll(tx, library, assetIds);
      return store.removeTags(tx, library, assetIds, uniqueTags(tags).keys, clock.now());
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
    description: text(10_000).meta({ description: "An empty string clears it." }),
  }),
  output: z.object({ assetId: z.string(), description: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "PATCH", path: `${path}/:assetId/description` },
  mcp: {
    tool: "update_asset_description",
    title: "Describe an asset",
    description: "Replaces an asset's description, which search covers.",
    effect: "replace",
  },
  audit: ({ libraryId, assetId }) => ({ libraryId, assetId }),
  async run({ database, clock }, { libraryId, assetId, description }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const described = await changeLibraries(database, [library], (tx) =>
      store.describeAsset(tx, library, assetId, description, clock.now()),
    );
    if (!described) throw fail.missing("asset");
    return { assetId, description };
  },
});

export const transferAssets = defineOperation({
  name: "transferAssets",
  noun: "Assets",
  summary: "Move assets to another library of the organization",
  description:
    "Moves all or none. Links keep working, views move with their parents, and the assets become the newest in the target library.",
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
  mcp: {
    tool: "transfer_assets",
    title: "Transfer assets",
    description: "Moves assets to another library of the organization, all or none. Links keep working.",
    effect: "update",
  },
  audit: ({ sourceLibraryId, targetLibraryId, assetIds }) => ({ sourceLibraryId, targetLibraryId, assetIds }),
  async run({ database, clock }, { sourceLibraryId, targetLibraryId, assetIds }, caller) {
    const source = granted(caller, sourceLibraryId, "write").id;
    const target = granted(caller, targetLibraryId, "write").id;
    if (source === target) throw fail.input("targetLibraryId: must differ from the source library.");
    const transferredCount = await changeLibraries(database, [source, target], async (tx) => {
      await store.mustHoldAll(tx, source, assetIds);
      if (await store.anyView(tx, source, assetIds)) {
        throw fail.input("assetIds: a view moves with its original. Use the id of the original.");
      }
      // What was public may be in a CDN's cache.
      if (await isPrivate(tx, target)) await purgeFromCdnLater(tx, assetIds);
      return store.moveAssets(tx, source, target, assetIds, clock.now());
    });
    return { transferredCount, sourceLibraryId, targetLibraryId };
  },
});

export const renameAsset = defineOperation({
  name: "renameAsset",
  noun: "Assets",
  summary: "Rename an asset",
  description: "Its file name and its links stay.",
  access: writeHere,
  input: z.strictObject({
    ...inLibrary,
    assetId: AssetId,
    name: line(255).refine((name) => name.trim() !== "", "must not be blank"),
  }),
  output: z.object({ assetId: z.string(), name: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ libraryId, assetId }, { name }) => ({ libraryId, assetId, name }),
  async run({ database, clock }, { libraryId, assetId, name }, caller) {
    const library = granted(caller, libraryId, "write").id;
    const trimmed = name.trim();
    const isRenamed = await changeLibraries(database, [library], (tx) =>
      store.renameAsset(tx, library, assetId, trimmed, clock.now()),
    );
    if (!isRenamed) throw fail.missing("asset");
    return { assetId, name: trimmed };
  },
});
