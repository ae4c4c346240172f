import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { memoryPrefix } from "../../src/transports/memory-rest/routes.ts";
import type { Json } from "./json.ts";

export interface MemoryAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
  body: Json;
}

/** A new tenant with its default key. */
export interface TestTenant {
  tenantId: string;
  apiKey: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<MemoryAnswer>;
  /** Creates a user and a conversation. */
  newUser(): Promise<{ userId: string; conversationId: string }>;
  ingest(userId: string, conversationId: string, said: string, more?: object): Promise<MemoryAnswer>;
}

/** Sends a request of the memory API, with or without a key. */
export async function callMemory(
  app: FastifyInstance,
  apiKey: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<MemoryAnswer> {
  const response = await app.inject({
    method: method as "GET",
    url: `${memoryPrefix}${path}`,
    headers: {
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  const json = response.headers["content-type"]?.toString().startsWith("application/json");
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.payload,
    body: json ? response.json() : undefined,
  };
}

export async function newTenant(app: FastifyInstance, settings: object = {}): Promise<TestTenant> {
  const name = randomBytes(6).toString("hex");
  const registered = await callMemory(app, undefined, "POST", "/tenants", {
    name,
    email: `${name}@example.com`,
    settings,
  });
  if (registered.status !== 201) throw new Error(`Could not register: ${registered.text}`);
  const { tenant_id: tenantId, api_key: apiKey } = registered.body;
  const call: TestTenant["call"] = (method, path, body, headers) =>
    callMemory(app, apiKey, method, path, body, headers);
  return {
    tenantId,
    apiKey,
    call,
    async newUser() {
      const { user_id: userId } = (await call("POST", "/users", {})).body;
      const { conversation_id: conversationId } = (await call("POST", "/conversations", { user_id: userId }))
        .body;
      return { userId, conversationId };
    },
    ingest: (userId, conversationId, said, more = {}) =>
      call("POST", "/memory/ingest", {
        user_id: userId,
        conversation_id: conversationId,
        user_message: said,
        agent_response: "",
        ...more,
      }),
  };
}
