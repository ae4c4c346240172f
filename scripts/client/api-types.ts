import openapiTS, { astToString } from "openapi-typescript";
import {
  type ApiVersion,
  type Document,
  documentOf,
  type Operation,
  readDocument,
  routesOf,
} from "./documents.ts";

/** The types of a version of the API, as TypeScript. `openapi-typescript` needs TypeScript 6: see `scripts/typescript-6.mjs`. */
export async function apiTypes(version: ApiVersion): Promise<string> {
  const document = await readDocument(version);
  const routes = routesOf(document).map(
    ([route, { operationId }]) => `  ${JSON.stringify(route)}: operations["${operationId}"];`,
  );
  const types = astToString(
    await openapiTS(slim(document) as unknown as Parameters<typeof openapiTS>[0], {
      // A default makes a field of a request optional.
      defaultNonNullable: false,
      silent: true,
    }),
  );
  const start = types.indexOf("export interface components");
  return [
    `// Written by \`npm run client:types\` from ${documentOf[version]}. Edit that one.`,
    `export interface Routes {\n${routes.join("\n")}\n}`,
    types.slice(start),
  ].join("\n\n");
}

/** Headers that the client sends by itself. */
const sentByClient = ["Api-Version", "Idempotency-Key", "X-Encryption-Key", "Tus-Resumable"];
const refsOfThem = ["#/components/parameters/ApiVersion", "#/components/parameters/IdempotencyKey"];

/** Without what no caller of the client sees: failures are one class, and headers are the client's. */
function slim(document: Document): Document {
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [method, slimOperation(operation)]),
      ),
    ]),
  );
  const { schemas, parameters } = document.components;
  return { ...document, paths, components: { schemas, parameters } };
}

function slimOperation(operation: Operation): Operation {
  const { parameters = [], responses } = operation;
  const kept = parameters.filter(
    ({ $ref = "", name = "" }) => !refsOfThem.includes($ref) && !sentByClient.includes(name),
  );
  const [[status, answer] = ["200", {}]] = Object.entries(responses);
  const json = answer.content?.["application/json"];
  return {
    ...operation,
    parameters: kept,
    responses: { [status]: { ...answer, headers: {}, content: json ? { "application/json": json } : {} } },
  };
}
