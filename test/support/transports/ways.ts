import type { FastifyInstance } from "fastify";
import { listAssets } from "../../../src/features/library/assets/read/operations/list.ts";
import { listLibraries } from "../../../src/features/library/libraries/operations/list.ts";
import { listTags } from "../../../src/features/library/libraries/operations/list-tags.ts";
import type { AnyOperation } from "../../../src/kernel/operation.ts";
import { pathParameters } from "../../../src/transports/http/read-input.ts";
import type { Tool } from "../../../src/transports/mcp/tool.ts";
import { apiVersions } from "../../../src/transports/versions/versions.ts";
import { firstVersion, multipart, send } from "../agent.ts";
import { restOperations, tools } from "../registered.ts";
import { graphqlWays } from "./graphql-ways.ts";
import { postMcp, rpc, toolCall } from "./mcp.ts";
import type { Outcome, Way } from "./way.ts";

const allWays: readonly Way[] = [
  ...restOperations.flatMap((operation) =>
    apiVersions.toReversed().map(({ date }) => restWay(operation, date)),
  ),
  ...graphqlWays,
  ...tools.map(toolWay),
  ...resourceWays(),
];

const isOfMemory = ({ operation }: Way) => operation.access.kind === "scope";

/** Every route, GraphQL field, tool and resource, except those of memory. */
export const ways = allWays.filter((way) => !isOfMemory(way));

/** The ways to call an operation, REST in its first version first. */
export const waysTo = (operation: string): Way[] => ways.filter((way) => way.operation.name === operation);

/** The MCP tools of memory. Memory has no GraphQL fields, and no routes except its own API. */
export const memoryWays = allWays.filter(isOfMemory);

/** A REST failure as the contract defines it for another transport. */
export function expectedOver(transport: Way["transport"], { status, code, message }: Outcome): Outcome {
  if (transport === "graphql" && code === "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY")
    return { status, code: "UNAUTHORIZED", reason: code, message };
  return { status, code, message };
}

function restWay(operation: (typeof restOperations)[number], version: string): Way {
  const { method, path } = operation.rest;
  const inPath = pathParameters(path);
  const inQuery = operation.rest.query ?? [];
  return {
    transport: "rest",
    version,
    name: version === firstVersion ? `${method} ${path}` : `${method} ${path} (${version})`,
    operation,
    supports: ({ files }) => (operation.takesFiles === true) === (files !== undefined),
    async call(app, headers, { input, files }) {
      const beside = Object.entries(input).filter(([field]) => !inPath.includes(field));
      const others = Object.fromEntries(beside.filter(([field]) => !inQuery.includes(field)));
      const query = new URLSearchParams(
        method === "GET" || inQuery.length > 0
          ? beside
              .filter(([field]) => method === "GET" || inQuery.includes(field))
              .flatMap(([field, value]) =>
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
        { "api-version": version, ...headers, ...(form && { "content-type": form.contentType }) },
      );
      if (answer.error) return { status: answer.status, ...answer.error };
      return { status: answer.status, code: "OK", data: answer.data };
    },
    shape: ({ may, july }) => (version === firstVersion ? may : july),
  };
}

const oneSource = new Set(["upload_asset", "replace_asset_file"]);

function toolWay({ name, operation }: Tool): Way {
  return {
    transport: "mcp",
    name,
    operation,
    supports: ({ files = {} }) => !oneSource.has(name) || Object.keys(files).length === 1,
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
          : { ...input, ...(oneSource.has(name) ? { source: sources[0] } : { sources }) };
      return overMcp(app, headers, toolCall(name, args));
    },
    shape: ({ july }) => (Array.isArray(july) ? { result: july } : july),
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
    supports: ({ input }) => Object.keys(input).every((field) => template.includes(`{${field}}`)),
    call: (app, headers, { input }) => {
      const uri = template.replace(/\{(\w+)\}/g, (_, field) => String(input[field]));
      return overMcp(app, headers, rpc("resources/read", { uri }));
    },
    shape: ({ july }) => july,
  }));
}

async function overMcp(
  app: FastifyInstance,
  headers: Record<string, string>,
  message: object,
): Promise<Outcome> {
  const { status, body } = await postMcp(app, message, { headers });
  const { result, error } = body;
  // Refused before the message was read, so the failure has REST's shape.
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
