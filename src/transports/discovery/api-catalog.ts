import type { Config } from "../../platform/config.ts";

/** The APIs of this server and their descriptions (RFC 9727), as a linkset (RFC 9264). */
export const apiCatalog = ({ publicUrl }: Config): object => ({
  linkset: [
    {
      anchor: `${publicUrl}/`,
      "service-desc": [{ href: `${publicUrl}/openapi.json`, type: "application/vnd.oai.openapi+json" }],
      "service-doc": [
        { href: `${publicUrl}/docs`, type: "text/html" },
        { href: `${publicUrl}/llms.txt`, type: "text/plain" },
      ],
    },
    {
      anchor: `${publicUrl}/graphql`,
      "service-doc": [
        {
          href: `${publicUrl}/.well-known/agent-skills/rookery/references/graphql.md`,
          type: "text/markdown",
        },
      ],
    },
    {
      anchor: `${publicUrl}/mcp`,
      "service-desc": [{ href: `${publicUrl}/.well-known/mcp/server-card.json`, type: "application/json" }],
      "service-doc": [
        { href: `${publicUrl}/.well-known/agent-skills/rookery/references/mcp.md`, type: "text/markdown" },
      ],
    },
  ],
});
