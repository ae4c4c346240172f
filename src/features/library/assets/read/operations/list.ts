import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { AskedTag, Asset, uniqueTags } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import { newestAssets, newestTaggedAssets } from "../../store.ts";

export const listAssets = defineOperation({
  name: "listAssets",
  noun: "Assets",
  summary: "List a library's assets, newest first",
  description: "Views are not listed; they are in their parent's `views`.",
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
      .meta({ description: "Only assets with any of these tags, ignoring case." }),
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
        ? await newestAssets(database, id, range)
        : await newestTaggedAssets(database, id, uniqueTags(tags).keys, range);
    return rows.map((row) => presentAsset(config, caller.organization.slug, row));
  },
});
