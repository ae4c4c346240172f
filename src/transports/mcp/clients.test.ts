import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, onTestFinished, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { fileServer } from "../../../test/support/processes/file-server.ts";

const beach = await picture("sandybrown", 1200, 900);
const web = await fileServer((_request, response) => void response.end(beach));
const { app } = await testApp({ workers: true, config: { fetchAllowedHosts: [web.host] } });
const origin = await app.listen();
const info = { name: "test", version: "1" };
const requestInit = (apiKey?: string) =>
  apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } };

/** Calls a tool by name and returns its result. */
type Call = (name: string, args?: Record<string, unknown>) => Promise<Record<string, unknown>>;
interface Connection {
  call: Call;
  tools(): Promise<string[]>;
  revision: string | undefined;
}

/** Each client as agents use it. */
const clients: Record<string, (path: string, apiKey?: string) => Promise<Connection>> = {
  "@modelcontextprotocol/client 2.x, 2026-07-28": (path, apiKey) =>
    connect(new Client(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } }), path, apiKey),
  "@modelcontextprotocol/client 2.x with default settings": (path, apiKey) =>
    connect(new Client(info), path, apiKey),
  "@modelcontextprotocol/sdk 1.x": async (path, apiKey) => {
    const client = new OldClient(info);
    const transport = new OldTransport(new URL(path, origin), { requestInit: requestInit(apiKey) });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    onTestFinished(() => client.close());
    await client.listTools();
    return {
      call: async (name, args) => structured(await client.callTool({ name, arguments: args })),
      tools: async () => (await client.listTools()).tools.map(({ name }) => name),
      revision: transport.protocolVersion,
    };
  },
};

async function connect(client: Client, path: string, apiKey?: string): Promise<Connection> {
  await client.connect(
    new StreamableHTTPClientTransport(new URL(path, origin), { requestInit: requestInit(apiKey) }),
  );
  onTestFinished(() => client.close());
  await client.listTools();
  return {
    call: async (name, args) => structured(await client.callTool({ name, arguments: args })),
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    revision: client.getNegotiatedProtocolVersion(),
  };
}

function structured(result: object): Record<string, unknown> {
  if ("isError" in result && result.isError) throw new Error(JSON.stringify(result));
  return (result as { structuredContent: Record<string, unknown> }).structuredContent;
}

test.each(Object.entries(clients))(
  "with %s an agent starts without a key and gets links, using only MCP",
  async (name, open) => {
    const stranger = await open("/mcp/anonymous");
    expect(await stranger.tools()).toEqual(["create_organization"]);
    const email = `${name.replaceAll(/\W/g, "")}@example.com`;
    const started = await stranger.call("create_organization", { email, name: "Summer" });
    const { call, tools, revision } = await open("/mcp", started.apiKey as string);
    expect(revision).toBe(name.endsWith("2026-07-28") ? "2026-07-28" : "2025-11-25");
    expect(await tools()).toContain("upload_asset");

    const { organizationId, libraries } = await call("whoami");
    expect(libraries).toEqual([{ library: started.libraryId, access: "write" }]);
    const here = { organizationId, libraryId: started.libraryId };
    const source = { kind: "url", url: `http://${web.host}/beach.png` };
    const uploaded = (await call("upload_asset", { ...here, source })) as { assets: { id: string }[] };
    const assetId = uploaded.assets[0]?.id as string;
    await call("tag_assets", { ...here, assetIds: [assetId], tags: ["Barcelona"] });
    await call("update_asset_description", { ...here, assetId, description: "The beach in the morning" });

    const ready = await vi.waitFor(async () => {
      const asset = await call("get_asset", { ...here, assetId });
      expect(asset.status).toBe("ready");
      return asset;
    }, 10_000);
    expect(ready).toMatchObject({ name: "beach", width: 1200, height: 900, tags: ["Barcelona"] });
    const found = (await call("search_assets", { organizationId, q: "barcelna morn" })) as {
      hits: { id: string }[];
    };
    expect(found.hits.map(({ id }) => id)).toEqual([assetId]);
    const linked = await app.inject(new URL(ready.url as string).pathname);
    expect(linked.rawPayload.equals(beach)).toBe(true);
    expect((await app.inject(new URL(started.claimUrl as string).pathname)).statusCode).toBe(200);
  },
);

test("a refused client gets a message that says what to do", async () => {
  await expect(clients["@modelcontextprotocol/sdk 1.x"]?.("/mcp", "pk_wrong")).rejects.toThrow(
    /ask for a new one/,
  );
});

const require = createRequire(import.meta.url);
const inspector = join(
  dirname(require.resolve("@modelcontextprotocol/inspector/package.json")),
  "clients/cli/build/index.js",
);

/** Runs the Inspector's command line once. */
async function inspect(apiKey: string, ...words: string[]): Promise<Record<string, unknown>> {
  const server = [`${origin}/mcp`, "--transport", "http", "--header", `Authorization: Bearer ${apiKey}`];
  const { stdout } = await promisify(execFile)(process.execPath, [inspector, ...server, ...words]);
  return JSON.parse(stdout);
}

test("the Inspector lists the tools, accepts their schemas, and calls them", async () => {
  const { apiKey, organizationId, libraryId } = await newAgent(app);
  const { tools } = await inspect(apiKey, "--method", "tools/list", "--strict");
  expect(tools).toHaveLength(25);
  const args = ["--tool-arg", `organizationId=${organizationId}`, `libraryId=${libraryId}`];
  const listed = await inspect(apiKey, "--method", "tools/call", "--tool-name", "list_assets", ...args);
  expect(listed.structuredContent).toEqual({ result: [] });
});
