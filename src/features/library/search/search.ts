import type { Queryable } from "../../../platform/database/queryable.ts";
import type { AssetFilter } from "../assets/read/store.ts";
import type { AssetPage } from "../assets/store.ts";
import { type Highlights, highlighter } from "./highlight.ts";
import { parseQuery } from "./query.ts";
import type { SearchSort } from "./rank/store.ts";
import { type FoundRow, matchingAssets } from "./store.ts";

/** A found asset, and what matched in it. The score is 0 when the query holds no word. */
export type Hit = FoundRow & { highlights: Highlights };

/** One page of search results; best first, then newest, unless sorted otherwise. `found` counts the matches of all pages. */
export interface Hits {
  found: number;
  hits: Hit[];
}

/** Finds the assets in these libraries of the organization that match every word of `q` and pass the filter. */
export async function search(
  db: Queryable,
  { organizationId, libraryIds }: { organizationId: number; libraryIds: readonly number[] },
  q: string,
  page: AssetPage,
  { filter, sort = "best" }: { filter?: AssetFilter; sort?: SearchSort } = {},
): Promise<Hits> {
  const query = parseQuery(q);
  const { found, rows, terms } = await matchingAssets(db, { organizationId, libraryIds }, query, page, {
    filter,
    sort,
  });
  const highlights = highlighter(terms);
  const hits = rows.map((row) => ({
    ...row,
    score: query.words.length === 0 ? 0 : row.score,
    highlights: highlights(row),
  }));
  return { found, hits };
}
