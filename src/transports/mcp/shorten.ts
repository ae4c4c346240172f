// About what fits into a conversation without crowding it out.
const charactersMax = 25_000;

/** Cuts a long list in an answer, and says how to get at the rest. */
export function shorten(output: unknown): { value: unknown; note?: string } {
  if (JSON.stringify(output).length <= charactersMax) return { value: output };
  const list = listIn(output);
  if (!list || list.items.length < 2) return { value: output };
  let kept = 0;
  let characters = 0;
  for (const item of list.items) {
    characters += JSON.stringify(item).length + 1;
    if (characters > charactersMax && kept > 0) break;
    kept++;
  }
  const note = `Only the first ${kept} of these ${list.items.length} are shown. Ask with pageSize ${kept} and go through the pages, or narrow by tags or words.`;
  return { value: list.replaced(list.items.slice(0, kept)), note };
}

/** The one list that an answer is about: itself, or its field that holds the most. */
function listIn(output: unknown): { items: unknown[]; replaced(items: unknown[]): unknown } | undefined {
  if (Array.isArray(output)) return { items: output, replaced: (items) => items };
  if (typeof output !== "object" || output === null) return undefined;
  const lists = Object.entries(output).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const [longest] = lists.sort(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length);
  return longest && { items: longest[1], replaced: (items) => ({ ...output, [longest[0]]: items }) };
}
