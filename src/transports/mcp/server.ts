import { createMcpHandler, type McpHttpHandler, type McpServer, Server } from "@modelcontextprotocol/server";
import packageJson from "../../../package.json" with { type: "json" };
import type { AnyOperation } from "../../kernel/operation.ts";
import type { ApiVersion } from "../versions/version.ts";
import { apiVersions } from "../versions/versions.ts";
import { appsExtension } from "./apps-extension.ts";
import { callTool } from "./call-tool.ts";
import { pickerTool } from "./picker-tool.ts";
import { listResources, listResourceTemplates, readResource } from "./resources.ts";
import type { KeyHolder, McpCaller, McpServices } from "./services.ts";
import { describeTool, toolsOf } from "./tools.ts";

/** Makes the server that answers one request. */
export type ServerFor = (caller: McpCaller) => Server | McpServer;

export const serverInfo = { name: "rookery", title: "Rookery", version: packageJson.version };

const capabilities = { tools: {}, resources: {}, extensions: { [appsExtension]: {} } };

export const instructions =
  "Image libraries for people. With a key: call whoami for the organizationId and libraryIds, look with list_assets, " +
  "search_assets and list_tags, add with upload_asset or create_upload, organise with tag_assets and " +
  "update_asset_description. Without a key: create_organization starts a library from the person's email address; use the " +
  "apiKey it returns as Bearer token, and give the person the claimUrl. Share an asset's `url` as its permanent link. " +
  "With a key that has memory scopes: memory_recall before you answer a person, memory_remember after, under your own id of them. " +
  "`encryption_key`: 32 bytes in base64, only for tenants with `encryption_mode` `byok`.";

/** One handler for both protocol versions. Every request gets its own server, so no state is kept between requests. */
export function mcpHandler({ log }: Pick<McpServices, "log">, serverFor: ServerFor): McpHttpHandler {
  return createMcpHandler(({ authInfo }) => serverFor(authInfo?.extra?.caller as McpCaller), {
    onerror: (err) => log.debug({ err }, "mcp"),
  });
}

/** Servers with the tools and resources of this application. */
export function rookeryServers(services: McpServices): ServerFor {
  // Derived once, since schemas are too expensive to derive for each request.
  const offers = new Map(apiVersions.map((version) => [version.date, offerOf(services.operations, version)]));
  return (caller) => {
    const { holder, version } = caller;
    const { byName, described } = offers.get(version.date) as Offer;
    const server = new Server(serverInfo, { capabilities, instructions });
    server.setRequestHandler("tools/list", () => ({
      tools: described
        .filter(({ tool }) => isVisible(tool.operation, holder) && (!tool.meta || caller.showsApps))
        .map(({ shown }) => shown),
    }));
    server.setRequestHandler("tools/call", ({ params }) =>
      callTool(services, byName, caller, params.name, params.arguments),
    );
    server.setRequestHandler("resources/list", () => listResources(services, caller));
    server.setRequestHandler("resources/templates/list", listResourceTemplates);
    server.setRequestHandler("resources/read", ({ params }) => readResource(services, caller, params.uri));
    return server;
  };
}

/** The tools in one version of the image API. */
function offerOf(operations: readonly AnyOperation[], version: ApiVersion) {
  const tools = [...toolsOf(operations, version), pickerTool];
  return {
    byName: new Map(tools.map((tool) => [tool.name, tool])),
    described: tools.map((tool) => ({ tool, shown: describeTool(tool) })),
  };
}
type Offer = ReturnType<typeof offerOf>;

/** Whether `tools/list` shows a tool to this key. `invoke` checks access on every call anyway. */
function isVisible({ access }: AnyOperation, holder: KeyHolder | undefined): boolean {
  if (access.kind === "anonymous") return true;
  if (!holder) return false;
  if ("person" in access && access.person && !holder.key.person) return false;
  if (access.kind === "scope") return holder.key.scopes.includes(access.scope);
  if (access.level !== "write") return true;
  const reached = [holder, ...(holder.key.elsewhere ?? [])];
  return reached.some(({ grants }) => [...grants.values()].some(({ level }) => level === "write"));
}
