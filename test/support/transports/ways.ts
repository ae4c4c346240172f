import type { FastifyInstance } from "fastify";
import { listAssets } from "../../../src/features/library/assets/read/operations/list.ts";
import { listLibraries } from "../../../src/features/library/libraries/operations/list.ts";
import { listTags } from "../../../src/features/library/libraries/operations/list-tags.ts";
import type { AnyOperation } from "../../../src/kernel/operation.ts";
import { pathParameters } from "../../../src/transports/http/read-input.ts";
import type { Tool } from "../../../src/transports/mcp/tool.ts";
import { multipart, send } from "../agent.ts";
import { restOperations, tools } from "../registered.ts";
import { graphqlWays } from "./graphql-ways.ts";
import { postMcp, rpc, toolCall } from "./mcp.ts";

/** What an operation is asked, whatever the transport. Files are named beside its input. */
export interface Asked {
  input: Record<string, unknown>;
  files?: Record<string, Buffer>;
}

/** What came of it. `code` is "OK", one of the contract's, or a JSON-RPC error's number. */
export interface Outcome {
  status: number;
  code: string | number;
  message?: string;
  /** Where a transport has a code of its own: the contract's. */
  reason?: string;
  data?: unknown;
}

/** One way to call one operation: a route, a field, a tool or a resource. */
export interface Way {
  transport: "rest" | "graphql" | "mcp" | "resource";
  /** As clients know it: `GET /me`, `viewer`, `whoami`. */
  name: string;
  operation: AnyOperation;
  /** Whether this can be asked this way at all: a resource has no pages, a tool for one file takes one. */
  carries(asked: Asked): boolean;
  /** `headers` tell who calls: none, or `authorization`. */
  call(app: FastifyInstance, headers: Record<string, string>, asked: Asked): Promise<Outcome>;
  /** How REST's data must look this way. */
  shows(data: unknown): unknown;
}

const allWays: readonly Way[] = [
  ...restOperations.map(restWay),
  ...graphqlWays,
  ...tools.map(toolWay),
  ...resourceWays(),
];

const isOfMemory = ({ operation }: Way) => operation.access.kind === "scope";

/** Every way to do something with pictures, as the routes, the schema and the tool list have them. */
export const ways = allWays.filter((way) => !isOfMemory(way));

/** Tools over memory. It has no fields and no route beside its own API. */
export const memoryWays = allWays.filter(isOfMemory);

/** A refusal as REST tells it, as the contract has it told this way. `misfit`: the input does not fit the operation's schema. */
export function toldOver(
  transport: Way["transport"],
  { status, code, message }: Outcome,
  misfit: boolean,
): Outcome {
  if (transport === "graphql" && code === "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY")
    return { status, code: "UNAUTHORIZED", reason: code, message };
  // JSON-RPC answers what it refuses itself with 200; its code stands for BAD_USER_INPUT.
  if (transport === "mcp" && misfit) return { status: 200, code: -32602, message };
  return { status, code, message };
}

function restWay(operation: (typeof restOperations)[number]): Way {
  const { method, path } = operation.rest;
  const inPath = pathParameters(path);
  return {
    transport: "rest",
    name: `${method} ${path}`,
    operation,
    carries: ({ files }) => (operation.takesFiles === true) === (files !== undefined),
    async call(app, headers, { input, files }) {
      const others = Object.fromEntries(Object.entries(input).filter(([field]) => !inPath.includes(field)));
      const query = new URLSearchParams(
        method === "GET"
          ? Object.entries(others).flatMap(([field, value]) =>
              [value].flat().map((one): [string, string] => [field, String(one)]),
            )
          : [],
      );
      const address = path.replace(/:(\w+)/g, (_, field) => encodeURIComponent(String(input[field])));
      const form = files && multipart(files, others as Record<string, string>);
      const answer = await send(
        app,
        undefined,
        method,
        query.size > 0 ? `${address}?${query}` : address,
        form ? form.body : method === "GET" ? undefined : others,
        { ...headers, ...(form && { "content-type": form.contentType }) },
      );
      if (answer.error) return { status: answer.status, ...answer.error };
      return { status: answer.status, code: "OK", data: answer.data };
    },
    shows: (data) => data,
  };
}

function toolWay({ name, operation }: Tool): Way {
  return {
    transport: "mcp",
    name,
    operation,
    carries: ({ files = {} }) => name !== "upload_asset" || Object.keys(files).length === 1,
    async call(app, headers, { input, files }) {
      const sources = Object.entries(files ?? {}).map(([filename, bytes]) => ({
        kind: "base64",
        filename,
        mimeType: "application/octet-stream",
        data: bytes.toString("base64"),
      }));
      const args =
        files === undefined
          ? input
          : { ...input, ...(name === "upload_asset" ? { source: sources[0] } : { sources }) };
      return overMcp(app, headers, toolCall(name, args));
    },
    shows: (data) => (Array.isArray(data) ? { result: data } : data),
  };
}

function resourceWays(): Way[] {
  const library = "raster://organizations/{organizationId}/libraries/{libraryId}";
  const templates: [string, AnyOperation][] = [
    ["raster://organizations/{organizationId}/libraries", listLibraries],
    [`${library}/assets`, listAssets],
    [`${library}/tags`, listTags],
  ];
  return templates.map(([template, operation]) => ({
    transport: "resource",
    name: template,
    operation,
    carries: ({ input }) => Object.keys(input).every((field) => template.includes(`{${field}}`)),
    call: (app, headers, { input }) => {
      const uri = template.replace(/\{(\w+)\}/g, (_, field) => String(input[field]));
      return overMcp(app, headers, rpc("resources/read", { uri }));
    },
    shows: (data) => data,
  }));
}

async function overMcp(
  app: FastifyInstance,
  headers: Record<string, string>,
  message: object,
): Promise<Outcome> {
  const { status, body } = await postMcp(app, message, { headers });
  const { result, error } = body;
  // Refused before any message was read: shaped as over REST.
  if (status >= 400 && body.jsonrpc === undefined) return { status, ...error };
  if (error?.data?.code) return error.data;
  if (error) return { status, code: error.code, message: withoutPrefix(error.message) };
  if (result.isError) {
    const { code, message, status } = JSON.parse(result.content[0].text).error;
    return { status, code, message };
  }
  if (result.contents) return { status, code: "OK", data: JSON.parse(result.contents[0].text) };
  const text = JSON.parse(result.content[0].text);
  const data = result.structuredContent;
  if (JSON.stringify(Array.isArray(text) ? { result: text } : text) !== JSON.stringify(data))
    throw new Error(`A result's text and its structured content differ: ${result.content[0].text}`);
  return { status, code: "OK", data };
}

const withoutPrefix = (message: string) => message.replace(/^MCP error -?\d+: /, "");
