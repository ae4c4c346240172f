import type { Authenticate, Credentials } from "../../kernel/authenticate.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Tool } from "./tool.ts";

// What the SDK takes in one message.
const batchMax = 100;

/**
 * Refuses a message with a call for which a connected app lacks a scope. Clients ask the person for more when the HTTP answer is
 * 403 and names the scopes, so this comes before the tool's own answer. Other failures are left to the tool.
 */
export async function requireScopes(
  authenticate: Authenticate,
  tools: ReadonlyMap<string, Tool>,
  credentials: Credentials,
  message: unknown,
): Promise<void> {
  for (const one of [message].flat().slice(0, batchMax)) {
    const { method, params } = (one ?? {}) as {
      method?: unknown;
      params?: { name?: unknown; arguments?: unknown };
    };
    const tool = method === "tools/call" ? tools.get(String(params?.name)) : undefined;
    if (!tool) continue;
    const known = { ...(params?.arguments as object | undefined) };
    await authenticate(tool.operation.access, credentials, known).catch((error) => {
      if (error instanceof Failure && error.oauth?.error === "insufficient_scope") throw error;
    });
  }
}
