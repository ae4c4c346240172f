import type { Access } from "../../kernel/access.ts";
import type { FailureCode } from "../../kernel/failure.ts";
import { pathParameters } from "../http/read-input.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { Components } from "./components.ts";
import { type Dialect, type Placed, takesIdempotencyKey } from "./dialect.ts";
import { failuresOf } from "./failure-codes.ts";
import { failureResponse } from "./failure-response.ts";

/** One operation as an OpenAPI operation object. */
export function operationObject(placed: Placed, dialect: Dialect, components: Components): object {
  const { operation, method, path, headers = {} } = placed;
  const { properties = {}, required = [] } = components.schemaOf(operation.input, "input");
  const inPath = pathParameters(path);
  const others = Object.entries(properties).filter(([name]) => !inPath.includes(name) && !(name in headers));
  const fromQuery = method === "GET";
  const inQuery = fromQuery ? others : others.filter(([name]) => operation.rest?.query?.includes(name));
  const inBody = fromQuery ? [] : others.filter((field) => !inQuery.includes(field));
  const onRepeat = takesIdempotencyKey(placed) ? (dialect.failsOnRepeat ?? []) : [];
  const access: Access = operation.access;

  return {
    operationId: operation.name,
    tags: [operation.noun],
    summary: operation.summary,
    description: [operation.description, accessText[access.kind](access)].filter(Boolean).join("\n\n"),
    security: access.kind === "anonymous" ? [] : [{ [dialect.securityScheme]: [] }],
    parameters: [
      ...dialect.parameters(components, placed),
      ...inPath.map((name) => parameter("path", nameInPath(name), properties[name] ?? {}, true)),
      ...inQuery.map(([name, schema]) => parameter("query", name, schema, required.includes(name))),
      ...Object.entries(headers).map(([name, header]) =>
        parameter("header", headerName(header), properties[name] ?? {}, required.includes(name)),
      ),
    ],
    ...(inBody.length > 0 && { requestBody: body(placed, dialect, inBody, required) }),
    responses: {
      ...success(placed, dialect, components),
      ...failureResponses(failuresOf(placed, [...dialect.failsAlways, ...onRepeat]), dialect, components),
    },
  };
}

/** `/a/:b` → `/a/{b}`. */
export const pathTemplate = (path: string): string =>
  path.replace(/:(\w+)/g, (_, name) => `{${nameInPath(name)}}`);

// The same name in every path, since clients group paths by their text.
const nameInPath = (field: string) => (field === "sourceLibraryId" ? "libraryId" : field);

/** `x-encryption-key` → `X-Encryption-Key`. */
const headerName = (header: string) => header.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

/** Of fields that tools leave to their names, to stay short for models. */
const shortTexts: Readonly<Record<string, string>> = {
  q: "The words to search for.",
  kind: "Only files of this kind.",
  limit: "At most so many.",
};

function parameter(
  place: "path" | "query" | "header",
  name: string,
  schema: JsonSchema,
  required: boolean,
): object {
  const { description = shortTexts[name] ?? "", ...rest } = schema;
  const named = { name, in: place, required };
  if (schema.type !== "array") return { ...named, description, schema: rest };
  // Text is the list with commas. Generated clients may send either form.
  return {
    ...named,
    description: `${description} Repeat the parameter, or separate values by commas. Write a comma within a value as \\,.`,
    style: "form",
    explode: true,
    schema: { ...rest, type: ["array", "string"] },
  };
}

function body(
  placed: Placed,
  dialect: Dialect,
  fields: [string, JsonSchema][],
  required: readonly string[],
): object {
  const properties = Object.fromEntries(fields);
  if (placed.operation.takesFiles && dialect.upload) {
    return dialect.upload(properties, placed.method === "PUT");
  }
  const inBody = required.filter((name) => name in properties);
  const schema = { type: "object", properties, required: inBody, additionalProperties: false };
  return { required: inBody.length > 0, content: { "application/json": { schema } } };
}

function success(
  { operation: { output, streams }, status }: Placed,
  dialect: Dialect,
  components: Components,
): object {
  const content = streams
    ? { "application/x-ndjson": { schema: { type: "string", description: "One JSON object per line." } } }
    : { "application/json": { schema: dialect.answer(components.schemaOf(output, "output")) } };
  return {
    [status ?? 200]: {
      description: status === 201 ? "Created." : "OK.",
      headers: dialect.headers(components),
      content,
    },
  };
}

/** Failures by status as OpenAPI responses. */
export function failureResponses(
  failures: ReadonlyMap<number, readonly FailureCode[]>,
  dialect: Dialect,
  components: Components,
): Record<string, object> {
  const responses = [...failures].map(([status, codes]) => [
    status,
    failureResponse(status, codes, dialect, components),
  ]);
  return Object.fromEntries(responses);
}

const accessText: { [K in Access["kind"]]: (access: Access) => string } = {
  anonymous: () => "Needs no key.",
  key: () => "Any key.",
  scope: (access) => `Needs the scope \`${access.kind === "scope" ? access.scope : ""}\`.`,
  operator: () => "Only on the server's command line.",
  account: () => "Needs a signed-in person.",
  role: () => "Needs a signed-in person, or the server's command line.",
  organization: (access) =>
    isWrite(access)
      ? "Needs a key of the organization with **write** access to at least one library."
      : "Needs a key of the organization.",
  library: (access) => {
    const both = access.kind === "library" && access.fields.length > 1;
    return `Needs **${isWrite(access) ? "write" : "read"}** access to ${both ? "both libraries" : "the library"}.`;
  },
};

const isWrite = (access: Access) => "level" in access && access.level === "write";
