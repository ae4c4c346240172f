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

/** A thing that carries tags, with some more or without them. */
export function withTags<Tagged extends { tags: string[] }>(
  tagged: Tagged,
  how: "tag" | "untag",
  tags: readonly string[],
): Tagged {
  const has = (list: readonly string[], tag: string) => list.some((one) => sameTag(one, tag));
  if (how === "untag") return { ...tagged, tags: tagged.tags.filter((tag) => !has(tags, tag)) };
  return { ...tagged, tags: [...tagged.tags, ...tags.filter((tag) => !has(tagged.tags, tag))] };
}
