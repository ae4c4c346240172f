import { foldWithOrigins } from "./fold.ts";
import { cut, markParts } from "./parts.ts";
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

/** The matches' ranges in the original, in order. Overlapping and touching ranges are merged. */
function matches(original: string, found: Lookup): Range[] {
  const marked = markParts(original);
  const { text, starts, ends } = foldWithOrigins(marked);
  const unmarked = offsetsWithoutCuts(marked);
  const ranges = wordsOf(text).flatMap((word): Range[] => {
    const length = matchedLength(word.text, found);
    if (length === 0) return [];
    const [first, last] = [word.at[0] as number, word.at[length - 1] as number];
    return [
      { start: unmarked[starts[first] as number] as number, end: unmarked[ends[last] as number] as number },
    ];
  });
  return merged(ranges);
}

interface Range {
  start: number;
  end: number;
}

function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Where each offset of a marked text, its end included, lies in the original. */
function offsetsWithoutCuts(marked: string): number[] {
  const offsets: number[] = [];
  let cuts = 0;
  for (let offset = 0; offset <= marked.length; offset++) {
    offsets.push(offset - cuts);
    if (marked[offset] === cut) cuts++;
  }
  return offsets;
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
