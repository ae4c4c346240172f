import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CachedDocument, cachedDocument } from "../http/cached-document.ts";
import { iconLink } from "../http/html.ts";

const defaultQuery = `# Put your key under "Headers" below, then run this.
query WhatThisKeyReaches {
  viewer {
    organizationId
    libraries
  }
}
`;

// The editor sets inline styles, and creates its workers from text in the script.
export const graphiqlPolicy =
  "default-src 'none'; script-src 'self'; worker-src blob:; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface Graphiql {
  page: CachedDocument;
  /** The page's files by name. It asks for each by the version of its content. */
  files: ReadonlyMap<string, { version: string; document: CachedDocument }>;
}

/** Where `npm pack` puts the page, so that the package does without Yoga's two copies of it. */
export const packedGraphiql = join(import.meta.dirname, "graphiql.html");

/** Yoga's page. Loaded on first use, since most servers never show it. */
export async function graphiqlHtml(): Promise<string> {
  if (existsSync(packedGraphiql)) return readFile(packedGraphiql, "utf8");
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  return renderGraphiQL({
    title: "Rookery GraphiQL",
    endpoint: "/graphql",
    defaultQuery,
    headers: '{"Authorization": "Bearer pk_"}',
  });
}

/**
 * GraphiQL, which loads nothing from other servers. Yoga renders one page of 9 MB with script, style and a large icon in it:
 * as files of their own they are compressed once, and browsers keep them.
 */
export async function renderGraphiql(): Promise<Graphiql> {
  let html = await graphiqlHtml();
  const files = new Map<string, { version: string; document: CachedDocument }>();
  const move = async (element: RegExp, name: string, type: string, tag: (url: string) => string) => {
    const [whole = "", text = ""] = element.exec(html) ?? [];
    const document = await cachedDocument(type, text);
    const version = document.etag.replaceAll('"', "");
    files.set(name, { version, document });
    html = html.split(whole).join(tag(`/graphql/${name}?v=${version}`));
  };
  await move(
    /<script>(.*?)<\/script>/s,
    "graphiql.js",
    "text/javascript",
    (url) => `<script src="${url}"></script>`,
  );
  await move(
    /<style>(.*?)<\/style>/s,
    "graphiql.css",
    "text/css",
    (url) => `<link rel="stylesheet" href="${url}">`,
  );
  html = html.replace(/<link rel="icon"[^>]*>/, () => iconLink);
  return { files, page: await cachedDocument("text/html", html) };
}
