import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { AskedTag, Asset, uniqueTags } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import { SortField } from "../sort.ts";
import { browsedAssets } from "../store.ts";
import { takenFields, takenSpan } from "../taken.ts";

export const listAssets = defineOperation({
  name: "listAssets",
  noun: "Assets",
  summary: "List a library's assets, newest first or in another order",
  description: "Files under an asset are not listed, but in it.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  mayLag: true,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    page: Page,
    pageSize: pageSize(50, 500),
    tags: z.array(AskedTag).max(50).default([]).meta({ description: "Any of these, ignoring case." }),
    ...takenFields,
    sort: SortField,
  }),
  output: z.array(Asset),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/assets" },
  mcp: {
    tool: "list_assets",
    title: "List assets",
    description: "Lists a library's assets, newest first. To find something by words, use search_assets.",
    effect: "read",
  },
  async run(services, { libraryId, page, pageSize, tags, sort, ...taken }, caller) {
    const { database } = services;
    const { id } = granted(caller, libraryId);
    const filter = { tagKeys: uniqueTags(tags).keys, anyTag: true, taken: takenSpan(taken) };
    const range = { offset: (page - 1) * pageSize, limit: pageSize };
    const rows = await browsedAssets(database, id, filter, sort, range);
    return rows.map((row) => presentAsset(services, caller.organization.slug, row));
  },
});
