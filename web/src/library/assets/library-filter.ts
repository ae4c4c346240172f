/** Orders of a library. A search also has "best". */
export const sorts = ["newest", "oldest", "taken_newest", "taken_oldest", "name", "largest"] as const;
export const kinds = ["image", "video", "document"] as const;

export const approvals = ["in_review", "approved", "needs_changes", "none"] as const;

/** The filter of a library's grid. It is in the URL, so that it can be shared. */
export interface LibraryFilter {
  q?: string;
  tags?: string[];
  kind?: (typeof kinds)[number];
  approval?: (typeof approvals)[number];
  /** The first and last day of pictures, such as "2024-05-01". */
  takenFrom?: string;
  takenTo?: string;
  /** Defaults to the best match for a search, otherwise to the newest. */
  sort?: (typeof sorts)[number];
}

/** A filter that takes everything. The order stays. */
export const noFilter = {
  q: undefined,
  tags: undefined,
  kind: undefined,
  approval: undefined,
  takenFrom: undefined,
  takenTo: undefined,
} satisfies { [Part in keyof LibraryFilter]?: undefined };

export const narrows = (filter: LibraryFilter): boolean =>
  Object.keys(filter).some((part) => part in noFilter);

/** The valid filter in a URL's search parameters. */
export function libraryFilter({
  q,
  tags,
  kind,
  approval,
  takenFrom,
  takenTo,
  sort,
}: Record<string, unknown>): LibraryFilter {
  const named = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  const from = dayIn(takenFrom);
  const to = dayIn(takenTo);
  const ofKind = kinds.find((one) => one === kind);
  const decided = approvals.find((one) => one === approval);
  const by = sorts.find((one) => one === sort);
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...(named.length > 0 && { tags: named.slice(0, 5) }),
    ...(ofKind && { kind: ofKind }),
    ...(decided && { approval: decided }),
    ...(from && { takenFrom: from }),
    ...(to && { takenTo: to }),
    ...(by && { sort: by }),
  };
}

function dayIn(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
}
