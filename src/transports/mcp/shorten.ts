// About as much as a conversation can spare.
const charactersMax = 25_000;

/** Cuts the list in an answer (`json`) that is too long. `note` says how to get the rest. */
export function shorten(json: string, hasPages: boolean): { value: unknown; json: string; note?: string } {
  const value: unknown = JSON.parse(json);
  if (json.length <= charactersMax) return { value, json };
  const list = listIn(value);
  const kept = list ? fitting(list.items) : 0;
  if (!list || kept === list.items.length) return { value, json };
  const shorter = list.replaced(list.items.slice(0, kept));
  const note = `Only the first ${kept} of these ${list.items.length} are shown. ${
    hasPages ? `Use pageSize ${kept} and more pages, or filter by tags or words.` : "The rest exists, too."
  }`;
  return { value: shorter, json: JSON.stringify(shorter), note };
}

/** How many items fit, at least one. */
function fitting(items: readonly unknown[]): number {
  let characters = 0;
  const tooMany = items.findIndex((item) => {
    characters += JSON.stringify(item).length + 1;
    return characters > charactersMax;
  });
  return tooMany === -1 ? items.length : Math.max(1, tooMany);
}

/** The answer's main list: the answer itself, or its largest list field. */
function listIn(value: unknown): { items: unknown[]; replaced(items: unknown[]): unknown } | undefined {
  if (Array.isArray(value)) return { items: value, replaced: (items) => items };
  const lists = Object.entries(value as object).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const size = (items: unknown[]) => JSON.stringify(items).length;
  const [longest] = lists.sort(([, a], [, b]) => size(b) - size(a));
  return (
    longest && { items: longest[1], replaced: (items) => ({ ...(value as object), [longest[0]]: items }) }
  );
}
