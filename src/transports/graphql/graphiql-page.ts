import { createHash } from "node:crypto";

const defaultQuery = `# Put your key under "Headers" below, then run this.
query WhatThisKeyReaches {
  viewer {
    organizationId
    libraries
  }
}
`;

/** GraphiQL as one page of about 9 MB that loads nothing from other servers, and the policy that allows only its script. */
export async function graphiqlPage(): Promise<{ html: string; policy: string }> {
  // Loaded on first use, since most servers never show it.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Rookery GraphiQL",
    endpoint: "/graphql",
    defaultQuery,
    headers: '{"Authorization": "Bearer pk_"}',
  });
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(script).digest("base64");
  // The editor sets inline styles, and creates its workers from text in the page.
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}
