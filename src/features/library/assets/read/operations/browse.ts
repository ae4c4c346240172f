import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { AskedApproval } from "../../approval/approval.ts";
import { AskedTag, Asset, uniqueTags } from "../../asset.ts";
import { presentAsset } from "../../present.ts";
import { SortField } from "../sort.ts";
import { browsedAssets, countBrowsed } from "../store.ts";
import { takenFields, takenSpan } from "../taken.ts";

export const browseAssets = defineOperation({
  name: "browseAssets",
  noun: "Assets",
  summary: "Browse a library, sorted and filtered, with the total",
  description: "Views are not listed; they are in their parent's `views`.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  mayLag: true,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    tags: z
      .array(AskedTag)
      .max(5)
      .default([])
      .meta({ description: "Only assets with all of these tags, ignoring case." }),
    kind: z.enum(["image", "video", "document"]).optional(),
    state: z.enum(["ready", "processing", "failed"]).optional(),
    approval: AskedApproval,
    ...takenFields,
    sort: SortField,
    page: Page,
    pageSize: pageSize(100, 500),
  }),
  output: z.object({
    assets: z.array(Asset),
    found: z.int().meta({ description: "How many match, on all pages." }),
  }),
  async run(services, { libraryId, tags, kind, state, approval, sort, page, pageSize, ...taken }, caller) {
    const { database } = services;
    const { id } = granted(caller, libraryId);
    const filter = { tagKeys: uniqueTags(tags).keys, kind, state, approval, taken: takenSpan(taken) };
    const [rows, found] = await Promise.all([
      browsedAssets(database, id, filter, sort, { offset: (page - 1) * pageSize, limit: pageSize }),
      countBrowsed(database, id, filter),
    ]);
    return { assets: rows.map((row) => presentAsset(services, caller.organization.slug, row)), found };
  },
});
