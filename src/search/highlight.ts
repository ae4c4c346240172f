import { foldWithOrigins } from "./fold.ts";
import type { Term } from "./terms.ts";
import { wordsOf } from "./words.ts";

export interface Highlights {
  name?: string;
  tags?: string[];
}

/** Tells what of an asset's name and tags matched. Texts are HTML: escaped, with `<mark>` around what matched. */
export function highlighter(terms: readonly Term[]): (asset: { name: string; tags: readonly string[] }) => Highlights {
  const found = lookup(terms);
  return ({ name, tags }) => {
    const markedName = mark(name, found);
    const markedTags = tags.flatMap((tag) => mark(tag, found) ?? []);
    return {
      ...(markedName !== undefined && { name: markedName }),
      ...(markedTags.length > 0 && { tags: markedTags }),
    };
  };
}

interface Lookup {
  whole: ReadonlySet<string>;
  prefixes: readonly string[];
}

function lookup(terms: readonly Term[]): Lookup {
  const isWhole = ({ first, last }: Term) => first === last && !first.endsWith("*");
  return {
    whole: new Set(terms.filter(isWhole).map(({ first }) => first)),
    prefixes: terms
      .filter((term) => !isWhole(term))
      .map(({ first }) => first.replace(/\*$/, ""))
      .filter((prefix) => prefix !== ""),
  };
}

/** The text with its matches marked; undefined when there are none. */
function mark(original: string, found: Lookup): string | undefined {
  const { text, starts, ends } = foldWithOrigins(original);
  let html = "";
  let written = 0;
  let markedTo = -1;
  for (const word of wordsOf(text)) {
    const length = matchedLength(word.text, found);
    if (length === 0) continue;
    const start = starts[word.start] as number;
    const end = ends[word.start + length - 1] as number;
    if (end <= markedTo) continue;
    // Pairs of characters overlap, and words may share a ligature: one mark then goes on.
    if (start <= markedTo) html = html.slice(0, -"</mark>".length) + escapeHtml(original.slice(markedTo, end));
    else html += `${escapeHtml(original.slice(written, start))}<mark>${escapeHtml(original.slice(start, end))}`;
    html += "</mark>";
    written = markedTo = end;
  }
  return markedTo === -1 ? undefined : html + escapeHtml(original.slice(written));
}

/** How much of a word matches, in UTF-16 units: all of it, or the longest prefix looked for. */
function matchedLength(word: string, { whole, prefixes }: Lookup): number {
  if (whole.has(word)) return word.length;
  return Math.max(0, ...prefixes.filter((prefix) => word.startsWith(prefix)).map(({ length }) => length));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] as string);
