import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId, text } from "../../../../kernel/fields.ts";
import { AskedApproval } from "../../assets/approval/approval.ts";
import { AskedTag, uniqueTags } from "../../assets/asset.ts";
import { takenFields, takenSpan } from "../../assets/read/taken.ts";
import { Tag } from "../../libraries/library.ts";
import { defineOperation } from "../../services.ts";
import { parseQuery } from "../query.ts";
import { countBrowsedParts, countedMax, countFoundParts } from "./store.ts";

const Count = z.int().meta({ examples: [12] });

export const countAssets = defineOperation({
  name: "countAssets",
  noun: "Search",
  summary: "Count a library's assets by kind, tag and date taken",
  description:
    "Counts the assets that a search or a filter leaves, to show what narrows it further. Parts are null when a search " +
    `matches more than ${countedMax.toLocaleString("en")} assets, and so are tags when a filter leaves as many.`,
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  mayLag: true,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    q: text(500).default("").meta({ description: "Words, as in a search." }),
    tags: z
      .array(AskedTag)
      .max(5)
      .default([])
      .meta({ description: "Only assets that carry all of these, ignoring case." }),
    kind: z
      .enum(["image", "video", "document"])
      .optional()
      .meta({ description: "Only files of this kind. `kinds` ignores it." }),
    approval: AskedApproval,
    ...takenFields,
    dates: z.enum(["month", "day"]).optional().meta({ description: "Counts dates taken, too." }),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: "How many tags to return, at most 500." }),
  }),
  output: z.object({
    kinds: z.object({ image: Count, video: Count, document: Count }).nullable(),
    tags: z.array(Tag).nullable().meta({ description: "Most used first." }),
    dates: z
      .array(
        z.object({
          date: z
            .string()
            .nullable()
            .meta({ description: "null for what has no date; the last one.", examples: ["2024-05"] }),
          count: Count,
        }),
      )
      .nullable()
      .meta({ description: "Latest first. null unless asked for." }),
  }),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/counts" },
  async run({ database }, { libraryId, q, tags, kind, approval, dates, limit, ...taken }, caller) {
    const { id } = granted(caller, libraryId);
    const filter = { tagKeys: uniqueTags(tags).keys, kind, approval, taken: takenSpan(taken) };
    const query = parseQuery(q);
    const asked = { filter, tagsMax: limit, dates };
    if (query.words.length === 0 && query.without.length === 0) {
      return countBrowsedParts(database, id, asked);
    }
    return countFoundParts(database, { organizationId: caller.organization.id, libraryId: id }, query, asked);
  },
});
