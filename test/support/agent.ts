import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Json } from "./json.ts";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** The body as text. */
  text: string;
  data: Json;
  error: { code: string; message: string };
}

/** An agent that started without an account and has its key. */
export interface Agent {
  organizationId: string;
  libraryId: string;
  apiKey: string;
  claimUrl: string;
  /** `/organizations/<its organization>/libraries/<its library>` */
  library: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Uploads named files as multipart. Default: into the agent's own library. */
  upload(files: Record<string, Buffer>, options?: { parentId?: string; library?: string }): Promise<Answer>;
}

/** The version that tests use unless they are about versions. */
export const firstVersion = "2026-05-20";

/** Sends a REST request, with or without a key, through the app without a socket. */
export async function send(
  app: FastifyInstance,
  apiKey: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await app.inject({
    method: method as "GET",
    url: path,
    headers: {
      "api-version": firstVersion,
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(body !== undefined && !Buffer.isBuffer(body) && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  const json =
    response.headers["content-type"]?.toString().startsWith("application/json") && response.payload
      ? response.json()
      : {};
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.payload,
    data: json.data,
    error: json.error,
  };
}

/** Starts an organization without an account, for one test. */
export async function newAgent(app: FastifyInstance, name?: string): Promise<Agent> {
  const email = `${randomBytes(6).toString("hex")}@example.com`;
  const started = await send(app, undefined, "POST", "/libraries", {
    email,
    ...(name !== undefined && { name }),
  });
  if (started.status !== 200) throw new Error(`Could not start: ${started.text}`);
  return agentOf(app, started.data);
}

/** An agent with existing credentials. */
export function agentOf(
  app: FastifyInstance,
  credentials: Pick<Agent, "organizationId" | "libraryId" | "apiKey"> & { claimUrl?: string },
): Agent {
  const library = `/organizations/${credentials.organizationId}/libraries/${credentials.libraryId}`;
  const request: Agent["request"] = (method, path, body, headers) =>
    send(app, credentials.apiKey, method, path, body, headers);
  return {
    claimUrl: "",
    ...credentials,
    library,
    request,
    get: (path) => request("GET", path),
    upload: (files, options = {}) => {
      const { body, contentType } = multipart(
        files,
        options.parentId === undefined ? {} : { parentId: options.parentId },
      );
      return request("POST", `${options.library ?? library}/assets`, body, { "content-type": contentType });
    },
  };
}

/** A multipart body with `files` and plain fields. */
export function multipart(files: Record<string, Buffer>, fields: Record<string, string> = {}) {
  const boundary = `rookery${randomBytes(12).toString("hex")}`;
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(fields)) {
    parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
  }
  for (const [filename, bytes] of Object.entries(files)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    parts.push(Buffer.from(head), bytes, Buffer.from("\r\n"));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}
