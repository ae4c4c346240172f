/** The filter of a library's grid. It is in the URL, so that it can be shared. */
export interface LibraryFilter {
  q?: string;
  tags?: string[];
  kind?: "image" | "video" | "document";
  /** Defaults to the best match for a search, otherwise to the newest. */
  sort?: "newest" | "oldest" | "name" | "largest";
}

/** The valid filter in a URL's search parameters. */
export function libraryFilter({ q, tags, kind, sort }: Record<string, unknown>): LibraryFilter {
  const named = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...(named.length > 0 && { tags: named.slice(0, 5) }),
    ...((kind === "image" || kind === "video" || kind === "document") && { kind }),
    ...((sort === "newest" || sort === "oldest" || sort === "name" || sort === "largest") && { sort }),
  };
}
