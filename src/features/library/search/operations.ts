import { z } from "zod";
import { granted } from "../../../kernel/access.ts";
import { LibraryId, OrganizationId, Page, pageSize, text } from "../../../kernel/fields.ts";
import { AskedApproval } from "../assets/approval/approval.ts";
import { AskedTag, Asset, uniqueTags } from "../assets/asset.ts";
import { presentAsset } from "../assets/present.ts";
import { sortDescription } from "../assets/read/sort.ts";
import { assetSorts } from "../assets/read/store.ts";
import { takenFields, takenSpan } from "../assets/read/taken.ts";
import { defineOperation } from "../services.ts";
import { search } from "./search.ts";

export const SearchHit = Asset.extend({
  score: z.number().meta({ description: "Higher is better. 0 when the query is empty." }),
  highlights: z.object({ name: z.string().optional(), tags: z.array(z.string()).optional() }).meta({
    description: "HTML: matches are in `<mark>`, everything else is escaped. Only fields that matched.",
  }),
}).meta({ id: "SearchHit" });
export type SearchHit = z.output<typeof SearchHit>;

export const SearchResult = z
  .object({
    hits: z.array(SearchHit),
    found: z.int().meta({ description: "How many assets match, on all pages." }),
    page: z.int(),
  })
  .meta({ id: "SearchResult" });
export type SearchResult = z.output<typeof SearchResult>;

export const searchAssets = defineOperation({
  name: "searchAssets",
  noun: "Search",
  summary: "Find assets by words in their name, tags and description",
  description:
    "Every word must match somewhere; the last one may be unfinished. Words of 5 letters may hold one typo, of 9 two; " +
    "case and accents do not matter. `-word` leaves out what carries the word. A file's name may be given with its " +
    "extension. Best first (the name itself, words of the name, tags, description), then newest, or in the order of " +
    "`sort`. Without words: the newest assets.",
  access: { kind: "library", level: "read", fields: ["libraries"] },
  mayLag: true,
  heavy: "takes turns",
  input: z.strictObject({
    organizationId: OrganizationId,
    q: text(500)
      .default("")
      .meta({ examples: ["beach sunset"] }),
    libraries: z.array(LibraryId).max(500).optional().meta({ description: "Default: all it reaches." }),
    tags: z.array(AskedTag).max(50).default([]).meta({ description: "All of these, ignoring case." }),
    kind: z.enum(["image", "video", "document"]).optional(),
    approval: AskedApproval,
    ...takenFields,
    sort: z
      .enum(["best", ...assetSorts])
      .default("best")
      .meta({ description: sortDescription }),
    page: Page,
    pageSize: pageSize(20, 250),
  }),
  output: SearchResult,
  rest: { method: "GET", path: "/organizations/:organizationId/search/assets" },
  mcp: {
    tool: "search_assets",
    title: "Search assets",
    description:
      "Finds assets by words in their name, tags and description. Every word must match, `-word` excludes; small typos are " +
      "forgiven.",
    effect: "read",
  },
  async run(services, { q, libraries, tags, kind, approval, sort, page, pageSize, ...taken }, caller) {
    const { database } = services;
    const reach = libraries?.map((slug) => granted(caller, slug)) ?? [...caller.grants.values()];
    const { found, hits } = await search(
      database,
      { organizationId: caller.organization.id, libraryIds: [...new Set(reach.map(({ id }) => id))] },
      q,
      { offset: (page - 1) * pageSize, limit: pageSize },
      { filter: { tagKeys: uniqueTags(tags).keys, kind, approval, taken: takenSpan(taken) }, sort },
    );
    const presented = hits.map((hit) => ({
      ...presentAsset(services, caller.organization.slug, hit),
      score: hit.score,
      highlights: hit.highlights,
    }));
    return { hits: presented, found, page };
  },
});
