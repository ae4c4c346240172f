import { randomUUID } from "node:crypto";

// MCP Apps (SEP-1865): a client that declares this extension shows pages of a server in the conversation.
export const appsExtension = "io.modelcontextprotocol/ui";
export const appMimeType = "text/html;profile=mcp-app";

const sessionMark = "apps-";

/** Whether the sender of a message shows pages. From revision 2026-07-28 on, every request says so; before, only `initialize`. */
export function declaresApps(message: unknown): boolean {
  const { params } = (message ?? {}) as { params?: { capabilities?: unknown; _meta?: unknown } };
  const meta = params?._meta as Record<string, unknown> | undefined;
  return [params?.capabilities, meta?.["io.modelcontextprotocol/clientCapabilities"]].some(takesPages);
}

function takesPages(capabilities: unknown): boolean {
  const { extensions } = (capabilities ?? {}) as {
    extensions?: Record<string, { mimeTypes?: unknown } | undefined>;
  };
  const types = extensions?.[appsExtension]?.mimeTypes;
  return Array.isArray(types) && types.includes(appMimeType);
}

/**
 * The session id for a client of an older revision that shows pages. It is all that its later requests carry of what
 * `initialize` declared, so that no process keeps a session. Other clients get none.
 */
export const newAppsSession = (): string => sessionMark + randomUUID();

export const isAppsSession = (id: string | string[] | undefined): boolean =>
  typeof id === "string" && id.startsWith(sessionMark);
