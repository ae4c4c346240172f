import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { iconLink } from "../../src/transports/http/html.ts";
import type { SaveFile } from "./build.ts";
import { withFontsAsFiles, withWorkersAsFiles } from "./graphiql-parts.ts";

const defaultQuery = `# Put your key under "Headers" below, then run this.
query WhatThisKeyReaches {
  viewer {
    organizationId
    libraries
  }
}
`;

/**
 * The page of GraphiQL, which loads nothing from other servers. Yoga renders one page of 9 MB with script, style and a
 * large icon in it. As files of their own they are compressed, and browsers keep them and load only what they need.
 */
export async function graphiqlPage(save: SaveFile): Promise<string> {
  let html = renderGraphiQL({
    title: "Rookery GraphiQL",
    endpoint: "/graphql",
    defaultQuery,
    headers: '{"Authorization": "Bearer pk_"}',
  });
  const move = async (
    element: RegExp,
    name: string,
    split: (text: string, save: SaveFile) => Promise<string>,
    tag: (url: string) => string,
  ) => {
    const [whole, text = ""] = element.exec(html) ?? [];
    if (whole === undefined) throw new Error(`Yoga's page of GraphiQL has no ${element}`);
    const url = await save(name, Buffer.from(await split(text, save)));
    html = html.split(whole).join(tag(url));
  };
  await move(
    /<script>(.*?)<\/script>/s,
    "graphiql.js",
    withWorkersAsFiles,
    (url) => `<script src="${url}"></script>`,
  );
  await move(
    /<style>(.*?)<\/style>/s,
    "graphiql.css",
    withFontsAsFiles,
    (url) => `<link rel="stylesheet" href="${url}">`,
  );
  return html.replace(/<link rel="icon"[^>]*>/, () => iconLink);
}
