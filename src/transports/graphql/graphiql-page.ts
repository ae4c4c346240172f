import { createHash } from "node:crypto";

const defaultQuery = `# Put your key under "Headers" below, then run this.
query WhatThisKeyReaches {
  viewer {
    organizationId
    libraries
  }
}
`;

/** GraphiQL as one page of some 9 MB that asks no other server for anything, and the policy that lets just it run. */
export async function graphiqlPage(): Promise<{ html: string; policy: string }> {
  // Loaded when first asked for: most servers never show it.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Rookery GraphiQL",
    endpoint: "/graphql",
    defaultQuery,
    headers: '{"Authorization": "Bearer pk_"}',
  });
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(script).digest("base64");
  // The editor sets styles as it runs, and its workers are made of text in the page.
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}
