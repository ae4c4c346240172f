import type { AnyOperation } from "../../kernel/operation.ts";
import type { Config } from "../../platform/config.ts";
import { memoryOperations, memoryPrefix } from "../memory-rest/routes.ts";
import { restOperations } from "../rest/routes.ts";
import type { ApiVersion } from "../versions/version.ts";
import { apiVersions, newestVersion } from "../versions/versions.ts";
import { type Components, openComponents } from "./components.ts";
import { deliveryPaths } from "./delivery-paths.ts";
import type { Dialect, Placed } from "./dialect.ts";
import { downloadPath } from "./download-path.ts";
import { introduction } from "./introduction.ts";
import { memoryDialect } from "./memory-dialect.ts";
import { operationObject, pathTemplate } from "./operation-object.ts";
import { answerHeaders, keyScheme, restDialect } from "./rest-dialect.ts";
import { resumablePaths } from "./resumable-path.ts";
import { tagDescriptions, tagGroups } from "./tag-descriptions.ts";
import { uploadPath } from "./upload-path.ts";

/** The OpenAPI 3.1 document of a version of the image API, of file links and of the memory API, for this server's settings. */
export function openApiDocument(
  config: Config,
  operations: readonly AnyOperation[],
  version: ApiVersion = newestVersion,
): object {
  const components = openComponents();
  const dialect = restDialect(version.date);
  components.add("securitySchemes", keyScheme, {
    type: "http",
    scheme: "bearer",
    description:
      "An API key: `Authorization: Bearer pk_…` (or `rk_live_…`, `rk_test_…`). It belongs to one organization.",
  });
  const paths = {
    ...operationPaths(
      restOperations(operations).map((operation) => ({
        operation: { ...operation, ...pick(version.of(operation)) },
        ...operation.rest,
      })),
      dialect,
      components,
    ),
    ...uploadPath(dialect, components, version),
    ...resumablePaths(dialect, components, version),
    ...downloadPath(dialect, components),
    ...deliveryPaths(dialect, components),
    ...operationPaths(
      memoryOperations(operations).map((operation) => ({
        operation,
        ...operation.memory,
        path: `${memoryPrefix}${operation.memory.path}`,
      })),
      memoryDialect,
      components,
    ),
    "/openapi.json": documentPath(components),
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Rookery",
      version: version.date,
      summary: "A home for what AI agents keep for people.",
      description: introduction(config, version),
      license: { name: "Apache License 2.0", identifier: "Apache-2.0" },
      contact: { name: "The operator of this server", url: config.publicUrl },
    },
    servers: [{ url: config.publicUrl, description: "This server" }],
    tags: usedTags(paths),
    "x-tagGroups": tagGroups,
    paths,
    components: components.all(),
  };
}

const pick = ({ input, output }: Pick<AnyOperation, "input" | "output">) => ({ input, output });

/** The operations by path and method, in the registry's order. */
function operationPaths(
  operations: readonly Placed[],
  dialect: Dialect,
  components: Components,
): Record<string, object> {
  const paths: Record<string, Record<string, object>> = {};
  for (const placed of operations) {
    const path = pathTemplate(placed.path);
    const method = placed.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: operationObject(placed, dialect, components) };
  }
  return paths;
}

function documentPath(components: Components): object {
  return {
    get: {
      operationId: "getOpenApiDocument",
      tags: ["Reference"],
      summary: "Get this document",
      description: "Needs no key and no `Api-Version`.",
      security: [],
      parameters: [
        {
          name: "version",
          in: "query",
          description: `The version of the image API. Without it, that of the \`Api-Version\` header, else the newest.`,
          schema: { type: "string", enum: apiVersions.map(({ date }) => date) },
        },
      ],
      responses: {
        "200": {
          description: "An OpenAPI 3.1 document.",
          headers: answerHeaders(components),
          content: { "application/json": { schema: { type: "object" } } },
        },
      },
    },
  };
}

function usedTags(paths: Record<string, object>): object[] {
  const objects = Object.values(paths).flatMap((methods) => Object.values(methods) as { tags: string[] }[]);
  const used = new Set(objects.flatMap(({ tags }) => tags));
  return Object.entries(tagDescriptions)
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
}
