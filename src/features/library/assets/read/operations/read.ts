import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, Page, pageSize } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { AskedTag, Asset, AssetId, uniqueTags } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import * as store from "../../store.ts";

export const listAssets = defineOperation({
  name: "listAssets",
  noun: "Assets",
  summary: "List a library's assets, newest first",
  description: "Views are not listed. They are under their parent's `views`.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    page: Page,
    pageSize: pageSize(50, 500),
    tags: z
      .array(AskedTag)
      .max(5)
      .default([])
      .meta({ description: "Only assets that carry any of these, ignoring case." }),
  }),
  output: z.array(Asset),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/assets" },
  mcp: {
    tool: "list_assets",
    title: "List assets",
    description:
      "Lists a library's assets, newest first, in pages; `tags` narrows to assets that carry any of them. To find something " +
      "by words, use search_assets.",
    effect: "read",
  },
  async run({ database, config }, { libraryId, page, pageSize, tags }, caller) {
    const { id } = granted(caller, libraryId);
    const range = { offset: (page - 1) * pageSize, limit: pageSize };
    const rows =
      tags.length === 0
        ? await store.newestAssets(database, id, range)
        : await store.newestTaggedAssets(database, id, uniqueTags(tags).keys, range);
    return rows.map((row) => presentAsset(config, caller.organization.slug, row));
  },
});

export const getAsset = defineOperation({
  name: "getAsset",
  noun: "Assets",
  summary: "Get one asset",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, assetId: AssetId }),
  output: Asset,
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/assets/:assetId" },
  mcp: {
    tool: "get_asset",
    title: "Get an asset",
    description:
      "Returns one asset with its links. After an upload, call it until `status` is no longer `processing` to get dimensions and sizes.",
    effect: "read",
  },
  async run({ assetByKey, config }, { libraryId, assetId }, caller) {
    const row = await assetByKey({ libraryId: granted(caller, libraryId).id, id: assetId });
    if (!row) throw fail.missing("asset");
    return presentAsset(config, caller.organization.slug, row);
  },
});
