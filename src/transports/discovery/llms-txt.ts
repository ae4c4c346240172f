import type { Config } from "../../platform/config.ts";
import type { Guide } from "../guides/read-guides.ts";
import type { Skill } from "./skill.ts";

/** The entry page for language models (llmstxt.org). */
export const llmsTxt = (
  { publicUrl }: Config,
  guides: readonly Guide[],
  skills: readonly Skill[],
): string => `# Rookery

> Image libraries that AI agents keep for people. An agent starts one with just the person's email address, uploads, tags
> and searches pictures, and shares permanent links. The person claims everything later with a link.

REST, GraphQL and MCP offer the same operations with the same key. Start with the skill that fits.

## Start here

${skills.map(({ name, description, files }) => `- [${name}](${publicUrl}${files[0]?.path}): ${description}`).join("\n")}
- [Index of the skills](${publicUrl}/.well-known/agent-skills/index.json): their digests

## Guides

${guides.map(({ slug, title }) => `- [${title}](${publicUrl}/guides/${slug}.md)`).join("\n")}
- [All guides in one file](${publicUrl}/llms-full.txt)

## Reference

- [REST](${publicUrl}/.well-known/agent-skills/rookery/references/rest.md): every call, with examples
- [GraphQL](${publicUrl}/.well-known/agent-skills/rookery/references/graphql.md): the endpoint is ${publicUrl}/graphql
- [MCP](${publicUrl}/.well-known/agent-skills/rookery/references/mcp.md): the endpoint is ${publicUrl}/mcp
- [OpenAPI document](${publicUrl}/openapi.json): the REST API for machines
- [API reference](${publicUrl}/docs): the same, for people

## Optional

- [API catalog](${publicUrl}/.well-known/api-catalog): the APIs and their descriptions
- [MCP server card](${publicUrl}/.well-known/mcp/server-card.json): what the MCP server offers, before connecting
`;
