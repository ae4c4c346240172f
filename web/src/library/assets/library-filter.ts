/** What narrows a library's grid: it stands in the address, so that it can be passed on. */
export interface LibraryFilter {
  q?: string;
  tags?: string[];
  kind?: "image" | "video" | "document";
  /** When not given: the best match of a search, otherwise the newest. */
  sort?: "newest" | "oldest" | "name" | "largest";
}

/** What is a filter in an address; what isn't is left out. */
export function libraryFilter({ q, tags, kind, sort }: Record<string, unknown>): LibraryFilter {
  const named = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...(named.length > 0 && { tags: named.slice(0, 5) }),
    ...((kind === "image" || kind === "video" || kind === "document") && { kind }),
    ...((sort === "newest" || sort === "oldest" || sort === "name" || sort === "largest") && { sort }),
  };
}
