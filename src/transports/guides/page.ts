import { escapeHtml, headOf, icon } from "../http/html.ts";
import { contents } from "./contents.ts";
import type { Guide } from "./read-guides.ts";
import type { Rendered } from "./render.ts";
import type { Hit } from "./search.ts";

export interface Frame {
  guides: readonly Guide[];
  /** Changes with the style. */
  version: string;
}

/** A guide, in the frame of all. */
export const guidePage = (frame: Frame, guide: Guide, { html, parts }: Rendered): string =>
  page(frame, {
    title: guide.title,
    slug: guide.slug,
    body: `<article>${html}</article>`,
    beside: parts.length < 2 ? "" : onThisPage(parts),
  });

/** The contents of all guides. */
export const contentsPage = (frame: Frame): string =>
  page(frame, {
    title: "Guides",
    body: `<article><h1>Guides</h1>
<p class="lead">How to keep pictures and memory for people on this server, by REST, GraphQL and MCP. Every field of every call
is in the <a href="/docs">API reference</a>.</p>
${contents
  .map(
    ({ section }) => `<h2>${section}</h2>
<ul class="cards">${frame.guides
      .filter((guide) => guide.section === section)
      .map(card)
      .join("")}</ul>`,
  )
  .join("\n")}</article>`,
  });

/** What a search found. */
export const resultsPage = (frame: Frame, query: string, hits: readonly Hit[]): string =>
  page(frame, {
    title: query === "" ? "Search" : `“${query}”`,
    query,
    body: `<article><h1>${query === "" ? "Search the guides" : `Results for “${escapeHtml(query)}”`}</h1>
${hits.length > 0 ? `<ol class="hits">${hits.map(hitItem).join("")}</ol>` : `<p>${query === "" ? "Enter words in the search field above." : "Nothing found. Try different words, or look in the <a href='/guides'>contents</a>."}</p>`}</article>`,
  });

const hitItem = ({ address, guide, heading, excerpt }: Hit): string =>
  `<li><a href="/guides/${address}">${escapeHtml(heading)}</a>${
    heading === guide ? "" : ` <span class="dim">${escapeHtml(guide)}</span>`
  }<p>${escapeHtml(excerpt)}</p></li>`;

/** A guide's title and its first sentence. */
function card({ slug, title, markdown }: Guide): string {
  const first = /^(?![#|`>-])\S[\s\S]*?(?:[.:](?=\s)|$)/m.exec(markdown)?.[0] ?? "";
  const words = first.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
  return `<li><a href="/guides/${slug}"><b>${escapeHtml(title)}</b><span>${escapeHtml(words.replace(/:$/, "."))}</span></a></li>`;
}

const onThisPage = (parts: Rendered["parts"]): string =>
  `<nav class="parts" aria-label="On this page"><b>On this page</b><ul>${parts
    .map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`)
    .join("")}</ul></nav>`;

interface Page {
  title: string;
  body: string;
  slug?: string;
  query?: string;
  beside?: string;
}

const page = ({ guides, version }: Frame, { title, body, slug, query = "", beside = "" }: Page): string =>
  `<!doctype html>
<html lang="en">
<head>
${headOf(`${title} · Rookery`)}
<link rel="stylesheet" href="/guides/-/guides.css?v=${version}">
${slug === undefined ? "" : `<link rel="alternate" type="text/markdown" href="/guides/${slug}.md">`}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<a class="home" href="/guides">${icon}<span>Rookery guides</span></a>
<form action="/guides/search" role="search"><input type="search" name="q" value="${escapeHtml(query)}" placeholder="Search the guides" aria-label="Search the guides" maxlength="100"></form>
<nav aria-label="Rookery"><a href="/docs">API reference</a><a href="/">App</a></nav>
</header>
<div class="columns">
<details class="all"><summary>All guides</summary>${list(guides, slug)}</details>
<nav class="side" aria-label="Guides">${list(guides, slug)}</nav>
<main id="content">${body}${slug === undefined ? "" : `<p class="source"><a href="/guides/${slug}.md">This page as Markdown</a></p>`}</main>
${beside}
</div>
</body>
</html>
`;

const list = (guides: readonly Guide[], slug: string | undefined): string =>
  contents
    .map(
      ({ section }) =>
        `<b>${section}</b><ul>${guides
          .filter((guide) => guide.section === section)
          .map(
            (guide) =>
              `<li><a href="/guides/${guide.slug}"${guide.slug === slug ? ' aria-current="page"' : ""}>${escapeHtml(guide.title)}</a></li>`,
          )
          .join("")}</ul>`,
    )
    .join("");
