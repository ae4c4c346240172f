import type { FastifyInstance } from "fastify";
import type { Json } from "../json.ts";

export interface McpAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: Json;
}

export interface McpSending {
  apiKey?: string | undefined;
  path?: string;
  headers?: Record<string, string>;
  remoteAddress?: string;
}

/** Posts a message unchanged, without a socket and without a client that would correct it. */
export async function postMcp(
  app: FastifyInstance,
  message: unknown,
  { apiKey, path = "/mcp", headers = {}, remoteAddress }: McpSending = {},
): Promise<McpAnswer> {
  const response = await app.inject({
    method: "POST",
    url: path,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...headers,
    },
    payload: typeof message === "string" ? message : JSON.stringify(message),
    ...(remoteAddress !== undefined && { remoteAddress }),
  });
  return { status: response.statusCode, headers: response.headers, body: bodyOf(response.payload) };
}

/** JSON, or the messages of an event stream: one value, or an array of several. */
function bodyOf(payload: string): unknown {
  if (payload === "") return undefined;
  if (!payload.startsWith("event:")) return JSON.parse(payload);
  const messages = [...payload.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data as string));
  return messages.length === 1 ? messages[0] : messages;
}

export const rpc = (method: string, params?: object, id = 1) => ({ jsonrpc: "2.0", id, method, params });
export const toolCall = (name: string, args: object = {}) => rpc("tools/call", { name, arguments: args });

/** Adds what every request needs since revision 2026-07-28, in its body and headers. */
export function modern(message: ReturnType<typeof rpc>) {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const name = (message.params as { name?: string } | undefined)?.name;
  return {
    message: { ...message, params: { ...message.params, _meta } },
    headers: {
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": message.method,
      ...(name !== undefined && { "mcp-name": name }),
    },
  };
}
