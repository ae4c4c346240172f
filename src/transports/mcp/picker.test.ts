import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey } from "../../../test/support/operator.ts";
import { modern, postMcp, rpc, toolCall } from "../../../test/support/transports/mcp.ts";
import { appMimeType, appsExtension } from "./apps-extension.ts";
import { pickerUri } from "./picker-page.ts";
import { pickerMeta } from "./picker-tool.ts";

const { app, services } = await testApp({
  config: { publicUrl: "https://pictures.example.com", cdnUrl: "https://cdn.example.com/files" },
});
const agent = await newAgent(app);
const { organizationId, libraryId, apiKey } = agent;
const here = { organizationId, libraryId };
const extensions = { [appsExtension]: { mimeTypes: [appMimeType] } };
const MB = 1024 * 1024;

const initialize = (capabilities: object) =>
  rpc("initialize", {
    protocolVersion: "2025-11-25",
    capabilities,
    clientInfo: { name: "chat", version: "1" },
  });
const namesOf = (answer: Awaited<ReturnType<typeof postMcp>>): string[] =>
  answer.body.result.tools.map(({ name }: { name: string }) => name);
/** Four characters a token, as the list of tools is counted. */
const tokens = (...texts: string[]) => texts.join("").length / 4;

test("a client of 2025-11-25 that shows pages has the picker in its list, and others have not", async () => {
  const listed = async (capabilities: object) => {
    const started = await postMcp(app, initialize(capabilities), { apiKey });
    const session = started.headers["mcp-session-id"] as string | undefined;
    const headers = { "mcp-protocol-version": "2025-11-25", ...(session && { "mcp-session-id": session }) };
    return { session, names: namesOf(await postMcp(app, rpc("tools/list"), { apiKey, headers })) };
  };
  const without = await listed({});
  const shows = await listed({ extensions });
  expect(without.session).toBeUndefined();
  expect(shows.session).toMatch(/^apps-[\w-]{36}$/);
  expect(shows.names).toEqual([...without.names, "show_library"]);
});

test("a client of 2026-07-28 that shows pages has the picker in its list, and others have not", async () => {
  const listed = async (capabilities: object) => {
    const { message, headers } = modern(rpc("tools/list"));
    Object.assign(message.params?._meta as object, {
      "io.modelcontextprotocol/clientCapabilities": capabilities,
    });
    return namesOf(await postMcp(app, message, { apiKey, headers }));
  };
  const without = await listed({});
  expect(await listed({ extensions })).toEqual([...without, "show_library"]);
  expect(await listed({ extensions: { [appsExtension]: { mimeTypes: ["text/plain"] } } })).toEqual(without);
});

test.each(["2025-11-25", "2026-07-28"])("the official client finds the page in %s", async (revision) => {
  const local = await testApp();
  const { apiKey: key } = await newAgent(local.app);
  const client = new Client(
    { name: "chat", version: "1" },
    {
      capabilities: { extensions },
      versionNegotiation: { mode: revision === "2025-11-25" ? "legacy" : { pin: revision } },
    },
  );
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  const address = new URL("/mcp", await local.app.listen());
  await client.connect(new StreamableHTTPClientTransport(address, { requestInit }));
  onTestFinished(() => client.close());
  expect(client.getNegotiatedProtocolVersion()).toBe(revision);
  const { tools } = await client.listTools();
  const tool = tools.find(({ name }) => name === "show_library");
  expect(tool?._meta).toEqual({ ui: { resourceUri: pickerUri } });
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain(pickerUri);
  const { contents } = await client.readResource({ uri: pickerUri });
  expect(contents).toMatchObject([{ uri: pickerUri, mimeType: appMimeType }]);
});

test("the page loads nothing, may send only to this server and show only its files, and is under 60 kB", async () => {
  const { body } = await postMcp(app, rpc("resources/read", { uri: pickerUri }), { apiKey });
  const [{ text, _meta }] = body.result.contents;
  expect(_meta.ui.csp).toEqual({
    connectDomains: ["https://pictures.example.com"],
    resourceDomains: ["https://cdn.example.com", "https://pictures.example.com"],
  });
  expect(text).toContain("default-src 'none'");
  expect(text).toContain("connect-src https://pictures.example.com;");
  expect(text).toContain("img-src https://cdn.example.com https://pictures.example.com data: blob:;");
  expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  expect(text).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=/);
  expect(text).not.toContain(apiKey);
  const addresses = new Set(text.match(/https?:\/\/[\w.-]+/g));
  addresses.delete("http://www.w3.org");
  expect([...addresses].sort()).toEqual(["https://cdn.example.com", "https://pictures.example.com"]);
});

test("the model reads one sentence, and the page gets the files", async () => {
  const other = await newAgent(app, "shown");
  await other.upload({ "beach.png": await picture(), "boat.png": await picture("navy") });
  const args = { organizationId: other.organizationId, libraryId: other.libraryId };
  const shown = async (more: object = {}, key = other.apiKey) =>
    (await postMcp(app, toolCall("show_library", { ...args, ...more }), { apiKey: key })).body.result;
  const result = await shown();
  expect(result.content).toHaveLength(1);
  expect(result.structuredContent).toBeUndefined();
  expect(tokens(JSON.stringify(result.content))).toBeLessThan(60);
  expect(result._meta[pickerMeta]).toMatchObject({
    library: other.libraryId,
    ...{ found: 2, page: 1, pages: 1, mayUpload: true },
    files: [{ name: "boat" }, { name: "beach", thumb: null, contentType: "image/png" }],
  });
  expect((await shown({ q: "beach" }))._meta[pickerMeta].files).toHaveLength(1);
  const { apiKey: reading } = await newKey(services, other.organizationId, { [other.libraryId]: "read" });
  expect((await shown({}, reading))._meta[pickerMeta].mayUpload).toBe(false);
  expect((await shown({}, apiKey)).isError).toBe(true);
});

test("a file of 20 MB becomes a link for at most 500 tokens without the picker", async () => {
  const call = { ...here, filename: "photo.png" };
  const { body } = await postMcp(app, toolCall("create_upload", call), { apiKey });
  const { uploadUrl } = body.result.structuredContent;
  const command = `curl -s -T photo.png '${uploadUrl}'`;
  const photo = Buffer.concat([await picture("teal", 1600, 1200), Buffer.alloc(20 * MB)]);
  const sent = await app.inject({ method: "PUT", url: new URL(uploadUrl).pathname, payload: photo });
  expect(sent.json().data.assets[0].url).toMatch(/^https:\/\/cdn\.example\.com\//);
  const read = [JSON.stringify(body.result.content), sent.payload];
  const written = [`create_upload${JSON.stringify(call)}`, command];
  expect(tokens(...read, ...written)).toBeLessThanOrEqual(500);
});
