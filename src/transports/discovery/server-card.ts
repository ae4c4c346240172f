import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import type { AnyOperation } from "../../kernel/operation.ts";
import type { Config } from "../../platform/config.ts";
import { instructions, serverInfo } from "../mcp/server.ts";
import { describeTool, toolsOf } from "../mcp/tools.ts";

/** What an MCP client can learn before it connects (SEP-1649). */
export const serverCard = ({ publicUrl }: Config, operations: readonly AnyOperation[]): object => ({
  $schema: "https://static.modelcontextprotocol.io/schemas/mcp-server-card/v1.json",
  version: "1.0",
  protocolVersion: SUPPORTED_PROTOCOL_VERSIONS[0],
  serverInfo,
  description: "Image libraries that agents keep for people: upload, tag, search, link.",
  documentationUrl: `${publicUrl}/llms.txt`,
  transport: { type: "streamable-http", endpoint: "/mcp" },
  remotes: [
    { type: "streamable-http", url: `${publicUrl}/mcp` },
    { type: "streamable-http", url: `${publicUrl}/mcp/anonymous` },
  ],
  capabilities: { tools: {}, resources: {} },
  authentication: { required: false, schemes: ["bearer"] },
  instructions,
  tools: toolsOf(operations)
    .map(describeTool)
    .map(({ name, title, description }) => ({ name, title, description })),
});
