import { foldWithOrigins } from "./fold.ts";
import type { Term } from "./terms.ts";
import { wordsOf } from "./words.ts";

export interface Highlights {
  name?: string;
  tags?: string[];
}

/** Returns a function that highlights matches in an asset's name and tags. Texts are escaped HTML with `<mark>` around matches. */
export function highlighter(
  terms: readonly Term[],
): (asset: { name: string; tags: readonly string[] }) => Highlights {
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

/** The text with its matches marked; undefined without a match. */
function mark(original: string, found: Lookup): string | undefined {
  const ranges = matches(original, found);
  if (ranges.length === 0) return undefined;
  let html = "";
  let written = 0;
  for (const { start, end } of ranges) {
    html += `${escapeHtml(original.slice(written, start))}<mark>${escapeHtml(original.slice(start, end))}</mark>`;
    written = end;
  }
  return html + escapeHtml(original.slice(written));
}

/** The matches' ranges in the original, in order. Touching ranges are merged, since pairs of characters overlap. */
function matches(original: string, found: Lookup): { start: number; end: number }[] {
  const { text, starts, ends } = foldWithOrigins(original);
  const ranges: { start: number; end: number }[] = [];
  for (const word of wordsOf(text)) {
    const length = matchedLength(word.text, found);
    if (length === 0) continue;
    const start = starts[word.start] as number;
    const end = ends[word.start + length - 1] as number;
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

/** How many UTF-16 units of a word match: all of them, or the longest matching prefix. */
function matchedLength(word: string, { whole, prefixes }: Lookup): number {
  if (whole.has(word)) return word.length;
  return Math.max(0, ...prefixes.filter((prefix) => word.startsWith(prefix)).map(({ length }) => length));
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] as string);
