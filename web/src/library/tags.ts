/** Tags are the same whatever their case, as on the server. */
export const tagKey = (tag: string): string => tag.normalize("NFKC").toLowerCase();
export const sameTag = (a: string, b: string): boolean => tagKey(a) === tagKey(b);

/** Tags that begin with what was typed, then those that hold it; each in the order given. */
export function matchingTags<Tag extends { id: string }>(tags: readonly Tag[], typed: string): Tag[] {
  const words = tagKey(typed.trim());
  if (words === "") return [...tags];
  const begins = tags.filter(({ id }) => tagKey(id).startsWith(words));
  const holds = tags.filter(({ id }) => !tagKey(id).startsWith(words) && tagKey(id).includes(words));
  return [...begins, ...holds];
}
