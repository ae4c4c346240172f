import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Json } from "../json.ts";

export interface GraphqlAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  data: Json;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
}

/** Sends a GraphQL request, with or without a key, through the app without a socket. */
export async function ask(
  app: FastifyInstance,
  apiKey: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer> {
  const body = JSON.stringify({ query, variables });
  return post(app, apiKey, body, { "content-type": "application/json", ...headers });
}

/** A request of the GraphQL multipart request spec: files by the paths of their variables. */
export function askWithFiles(
  app: FastifyInstance,
  apiKey: string | undefined,
  query: string,
  variables: Record<string, unknown>,
  files: readonly { at: string; filename: string; bytes: Buffer }[],
  headers: Record<string, string> = { "apollo-require-preflight": "true" },
): Promise<GraphqlAnswer> {
  const map = Object.fromEntries(files.map(({ at }, i) => [String(i), [at]]));
  const { body, contentType } = multipartRequest([
    { name: "operations", bytes: Buffer.from(JSON.stringify({ query, variables })) },
    { name: "map", bytes: Buffer.from(JSON.stringify(map)) },
    ...files.map(({ filename, bytes }, i) => ({ name: String(i), filename, bytes })),
  ]);
  return post(app, apiKey, body, { "content-type": contentType, ...headers });
}

/** A multipart body of any parts. */
export function multipartRequest(parts: readonly { name: string; filename?: string; bytes: Buffer }[]) {
  const boundary = `rookery${randomBytes(12).toString("hex")}`;
  const head = ({ name, filename }: { name: string; filename?: string }) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`;
  const body = parts.flatMap((part) => [Buffer.from(head(part)), part.bytes, Buffer.from("\r\n")]);
  return {
    body: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** Posts any body to GraphQL. */
export async function post(
  app: FastifyInstance,
  apiKey: string | undefined,
  payload: string | Buffer,
  headers: Record<string, string>,
  url = "/graphql",
): Promise<GraphqlAnswer> {
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const response = await app.inject({
    method: "POST",
    url,
    payload,
    headers: { ...authorization, ...headers },
  });
  return { status: response.statusCode, headers: response.headers, ...response.json() };
}
