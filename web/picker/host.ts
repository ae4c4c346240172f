import type {
  McpUiHostCapabilities,
  McpUiHostContext,
  McpUiInitializeResult,
} from "@modelcontextprotocol/ext-apps";

// The page's end of MCP Apps: JSON-RPC by messages to the window of the client. `@modelcontextprotocol/ext-apps` has the same
// with all of its schemas, which alone would be five times the page.

export interface ToolResult {
  isError?: boolean;
  content?: { type: string; text?: string }[];
  structuredContent?: unknown;
  _meta?: Record<string, unknown>;
}

export interface Host {
  context: McpUiHostContext;
  can: McpUiHostCapabilities;
  request<Result>(method: string, params: object): Promise<Result>;
  notify(method: string, params?: object): void;
  /** Calls a tool of the server, past the model. Throws what a failed call says. */
  callTool(name: string, args: object): Promise<ToolResult>;
}

export type Listeners = Record<string, ((params: never) => void) | undefined>;

interface Message {
  jsonrpc?: unknown;
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message?: string };
}

const protocolVersion = "2026-01-26";

/** Introduces the page to the client. `listeners` hear its notifications, by method, from the start. */
export async function connect(listeners: Listeners): Promise<Host> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  const post = (message: object) => window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");

  window.addEventListener("message", ({ source, data }: MessageEvent<Message | null>) => {
    if (source !== window.parent || data?.jsonrpc !== "2.0") return;
    const { id, method, params, result, error } = data;
    if (method !== undefined) {
      if (id !== undefined) post(answerTo(method, id));
      else listeners[method]?.((params ?? {}) as never);
    } else if (id !== undefined) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message ?? "The chat refused it."));
      else asked?.resolve(result);
    }
  });

  function request<Result>(method: string, params: object): Promise<Result> {
    lastId += 1;
    const id = lastId;
    return new Promise<Result>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      post({ id, method, params });
    });
  }
  const notify = (method: string, params: object = {}) => post({ method, params });

  const { hostContext, hostCapabilities } = await request<McpUiInitializeResult>("ui/initialize", {
    protocolVersion,
    appInfo: { name: "rookery-picker", version: "1" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
  });
  notify("ui/notifications/initialized");
  return {
    context: hostContext ?? {},
    can: hostCapabilities ?? {},
    request,
    notify,
    async callTool(name, args) {
      const result = await request<ToolResult>("tools/call", { name, arguments: args });
      if (result.isError) throw new Error(sentenceOf(result));
      return result;
    },
  };
}

/** The client may ask whether the page is alive, and tells it to end. There is nothing to save. */
const answerTo = (method: string, id: number): object =>
  method === "ping" || method === "ui/resource-teardown"
    ? { id, result: {} }
    : { id, error: { code: -32601, message: "Method not found" } };

function sentenceOf({ content }: ToolResult): string {
  const text = content?.find(({ type }) => type === "text")?.text ?? "";
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text || "That didn't work. Try again.";
  }
}
