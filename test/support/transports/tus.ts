import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import type { Agent } from "../agent.ts";
import type { Json } from "../json.ts";

export interface TusAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  data: Json;
  error: { code: string; message: string };
}

/** Sends one request of the tus protocol through the app without a socket. */
export async function tus(
  app: FastifyInstance,
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: Buffer } = {},
): Promise<TusAnswer> {
  const response = await app.inject({
    method: method as "GET",
    url,
    headers: { "tus-resumable": "1.0.0", ...headers },
    ...(body && { payload: body }),
  });
  const json = response.payload === "" ? {} : response.json();
  return { status: response.statusCode, headers: response.headers, data: json.data, error: json.error };
}

export const metadata = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");

export const sha1 = (bytes: Buffer): string => `sha1 ${createHash("sha1").update(bytes).digest("base64")}`;

export const keyOf = ({ apiKey }: Agent) => ({ authorization: `Bearer ${apiKey}` });
export const parts = { "content-type": "application/offset+octet-stream" };

/** Starts uploads of a film into an agent's library, and sends their parts. */
export function tusUploads(app: FastifyInstance) {
  const start = (agent: Agent, bytes: number, given: Record<string, string> = {}, headers = {}) =>
    tus(app, "POST", "/files", {
      headers: {
        ...keyOf(agent),
        "upload-length": String(bytes),
        "upload-metadata": metadata({
          organizationId: agent.organizationId,
          libraryId: agent.libraryId,
          filename: "film.mp4",
          ...given,
        }),
        ...headers,
      },
    });
  return {
    start,

    /** The path of a new upload. */
    async started(agent: Agent, bytes: number, given?: Record<string, string>): Promise<string> {
      const { status, headers } = await start(agent, bytes, given);
      expect(status).toBe(201);
      return new URL(headers.location as string).pathname;
    },

    send: (url: string, offset: number, body: Buffer, headers: Record<string, string>, node = app) =>
      tus(node, "PATCH", url, { headers: { ...parts, "upload-offset": String(offset), ...headers }, body }),
  };
}
