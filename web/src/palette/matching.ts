const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

/** How well a label matches the typed text: each word must start a word of the label or be part of it. 0 is no match. */
export function fitOf(label: string, typed: string): number {
  const text = fold(label);
  const words = fold(typed).split(/\s+/).filter(Boolean);
  let total = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const begins = at === 0 ? 3 : new RegExp(`[^\\p{L}\\p{N}]${escaped(word)}`, "u").test(text) ? 2 : 1;
    total += begins;
  }
  return total;
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The matching items, best first. Equal ones keep their order. */
export const fitting = <Item extends { label: string }>(items: readonly Item[], typed: string): Item[] =>
  items
    .map((item) => ({ item, score: fitOf(item.label, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
