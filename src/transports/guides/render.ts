import { Marked, type Token } from "marked";
import { getHeadingList, gfmHeadingId } from "marked-gfm-heading-id";
import type { Guide } from "./read-guides.ts";

/** A part of a guide under a heading, for the search. */
export interface Section {
  /** "connect#claude-code" */
  id: string;
  guide: string;
  heading: string;
  text: string;
}

export interface Rendered {
  html: string;
  /** The headings of the second level. */
  parts: { id: string; heading: string }[];
  sections: Section[];
}

/** A guide's HTML, and its sections. Wide tables and code scroll, and can be reached by keyboard for that. */
export function render({ slug, title, markdown }: Guide): Rendered {
  const marked = new Marked(gfmHeadingId());
  const tokens = marked.lexer(markdown);
  const html = marked
    .parse(markdown, { async: false })
    .replaceAll("<pre>", '<pre tabindex="0">')
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
  const headings = getHeadingList();
  const sections: Section[] = [];
  for (const token of tokens) {
    if (token.type === "heading") {
      const { id = "", raw = "" } = headings[sections.length] ?? {};
      const isTitle = sections.length === 0;
      sections.push({ id: isTitle ? slug : `${slug}#${id}`, guide: title, heading: plain(raw), text: "" });
    } else (sections.at(-1) as Section).text += ` ${plainOf(token)}`;
  }
  const parts = headings
    .filter(({ level }) => level === 2)
    .map(({ id, raw }) => ({ id, heading: plain(raw) }));
  return { html, parts, sections };
}

const plainOf = (token: Token): string => plain(token.raw);

/** Markdown without its marks, for excerpts and the index. */
const plain = (markdown: string): string =>
  markdown
    .replace(/```\w*/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?[a-z][^>]*>/g, "")
    .replace(/\|?:?-{3,}:?\|?/g, " ")
    .replace(/[`*|#]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
