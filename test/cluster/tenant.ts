import { randomBytes } from "node:crypto";
import type { Answer, Send } from "./client.ts";

/** A tenant of the memory API with a user and a conversation. */
export interface Tenant {
  apiKey: string;
  userId: string;
  conversationId: string;
  call(method: string, path: string, body?: object): Promise<Answer>;
}

/** Calls the memory API with a key. */
export const callMemory = (
  send: Send,
  origin: string,
  apiKey: string | undefined,
  method: string,
  path: string,
  body?: object,
  expected: readonly number[] = [],
): Promise<Answer> =>
  send(method, `${origin}/api/v1${path}`, {
    headers: {
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    expected,
  });

export async function newTenant(send: Send, origin: string): Promise<Tenant> {
  const name = randomBytes(6).toString("hex");
  const must = async (apiKey: string | undefined, path: string, body: object) => {
    const answer = await callMemory(send, origin, apiKey, "POST", path, body);
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${answer.bytes}`);
    return answer.body;
  };
  const { api_key: apiKey } = await must(undefined, "/tenants", { name, email: `${name}@example.com` });
  const { user_id: userId } = await must(apiKey, "/users", {});
  const { conversation_id: conversationId } = await must(apiKey, "/conversations", { user_id: userId });
  return {
    apiKey,
    userId,
    conversationId,
    call: (method, path, body) => callMemory(send, origin, apiKey, method, path, body),
  };
}
