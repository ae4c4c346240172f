import type { Config } from "../../platform/config.ts";

/** The way in for a language model that reads one page (llmstxt.org). */
export const llmsTxt = ({ publicUrl }: Config): string => `# Rookery

> Image libraries that AI agents keep for people. An agent starts one with nothing but the person's e-mail address, uploads,
> tags and searches pictures, and hands on permanent links. The person claims everything later by a link.

The same operations are there over REST, GraphQL and MCP, with the same key. To begin, read the skill.

## Start here

- [The skill](${publicUrl}/.well-known/agent-skills/rookery/SKILL.md): start, upload, wait, tag, search, hand on links

## Reference

- [REST](${publicUrl}/.well-known/agent-skills/rookery/references/rest.md): every call, with examples
- [GraphQL](${publicUrl}/.well-known/agent-skills/rookery/references/graphql.md): the endpoint is ${publicUrl}/graphql
- [MCP](${publicUrl}/.well-known/agent-skills/rookery/references/mcp.md): the endpoint is ${publicUrl}/mcp
- [OpenAPI document](${publicUrl}/openapi.json): the REST API for machines
- [API reference](${publicUrl}/docs): the same for people

## Optional

- [API catalog](${publicUrl}/.well-known/api-catalog): where each API is described
- [MCP server card](${publicUrl}/.well-known/mcp/server-card.json): the MCP server before one connects
`;
