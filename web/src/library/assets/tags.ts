/** Equal for tags that are the same, ignoring case, as on the server. */
export const tagKey = (tag: string): string => tag.normalize("NFKC").toLowerCase();
export const sameTag = (a: string, b: string): boolean => tagKey(a) === tagKey(b);

/** Tags that start with the typed text, then those that contain it. Keeps the given order. */
export function matchingTags<Tag extends { id: string }>(tags: readonly Tag[], typed: string): Tag[] {
  const words = tagKey(typed.trim());
  if (words === "") return [...tags];
  const begins = tags.filter(({ id }) => tagKey(id).startsWith(words));
  const holds = tags.filter(({ id }) => !tagKey(id).startsWith(words) && tagKey(id).includes(words));
  return [...begins, ...holds];
}

/** An asset with tags added or removed. */
export function withTags<Tagged extends { tags: string[] }>(
  tagged: Tagged,
  how: "tag" | "untag",
  tags: readonly string[],
): Tagged {
  const has = (list: readonly string[], tag: string) => list.some((one) => sameTag(one, tag));
  if (how === "untag") return { ...tagged, tags: tagged.tags.filter((tag) => !has(tags, tag)) };
  return { ...tagged, tags: [...tagged.tags, ...tags.filter((tag) => !has(tagged.tags, tag))] };
}
