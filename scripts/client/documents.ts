import { readFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export const apiVersions = ["2026-07-08", "2026-05-20"] as const;
export type ApiVersion = (typeof apiVersions)[number];

export const documentOf: Record<ApiVersion, string> = {
  "2026-07-08": "contract/openapi.json",
  "2026-05-20": "contract/openapi-2026-05-20.json",
};

export const typesFile = (version: ApiVersion): string =>
  join(root, `packages/rookery-client/src/api/${version}.ts`);

interface Parameter {
  $ref?: string;
  name?: string;
}
interface Answer {
  headers?: unknown;
  content?: Record<string, unknown>;
}
export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  responses: Record<string, Answer>;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, unknown>;
}

export const readDocument = async (version: ApiVersion): Promise<Document> =>
  JSON.parse(await readFile(join(root, documentOf[version]), "utf8"));

/** All operations as `GET /path`, with what the document says of them. */
export const routesOf = ({ paths }: Document): [route: string, operation: Operation][] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
