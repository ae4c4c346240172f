import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization, operate } from "../../../test/support/operator.ts";
import { fileServer } from "../../../test/support/processes/file-server.ts";
import { modern, postMcp, rpc, toolCall } from "../../../test/support/transports/mcp.ts";
import { deleteKey } from "../../features/identity/keys/operations.ts";
import { newToken } from "../../features/identity/keys/token.ts";

const { app, services } = await testApp();
const { apiKey } = await newAgent(app);
const initialize = rpc("initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
});
const list = rpc("tools/list");
const names = (tools: { name: string }[]) => tools.map(({ name }) => name);
const starting = (email: string) => toolCall("create_organization", { email });

test("a client without a key can connect and sees only the tool that starts an organization", async () => {
  expect((await postMcp(app, initialize)).body.result.serverInfo.name).toBe("rookery");
  expect((await postMcp(app, rpc("ping"))).body.result).toEqual({});
  expect(names((await postMcp(app, list)).body.result.tools)).toEqual(["create_organization"]);
  expect((await postMcp(app, { jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(202);
  const started = await postMcp(app, starting("routes@example.com"));
  expect(started.body.result.structuredContent.apiKey).toMatch(/^pk_/);
});

test("the same applies to the stateless protocol of 2026-07-28", async () => {
  for (const message of [rpc("server/discover"), list, starting("modern@example.com")]) {
    const { message: sent, headers } = modern(message);
    expect(await postMcp(app, sent, { headers }), message.method).toMatchObject({
      status: 200,
      body: { result: {} },
    });
  }
  const { message, headers } = modern(toolCall("whoami"));
  expect((await postMcp(app, message, { headers })).status).toBe(401);
});

test.each([
  ["another tool", toolCall("whoami")],
  ["a tool without a name", rpc("tools/call")],
  ["resources", rpc("resources/list")],
  ["a resource", rpc("resources/read", { uri: "raster://organizations/a/libraries" })],
  ["resource templates", rpc("resources/templates/list")],
  ["a subscription", rpc("subscriptions/listen")],
  ["an unknown method", rpc("tools/invent")],
  ["a batch with one of these in it", [list, toolCall("whoami")]],
  ["a batch in a batch", [[list]]],
  ["a response without a request", { jsonrpc: "2.0", id: 1, result: {} }],
  ["no message", 5],
  ["null", null],
])("without a key, %s is answered 401 with WWW-Authenticate", async (_, message) => {
  const { status, headers, body } = await postMcp(app, message);
  expect([status, headers["www-authenticate"]]).toEqual([
    401,
    expect.stringMatching(/^Bearer resource_metadata=/),
  ]);
  expect(body.error.code).toBe("UNAUTHENTICATED");
});

test.each([
  ["another scheme", "Basic abc", "UNAUTHENTICATED"],
  ["no token", "Bearer", "UNAUTHENTICATED"],
  ["two tokens", "Bearer a b", "UNAUTHENTICATED"],
  ["an unknown key", `Bearer ${newToken("pk_")}`, "INVALID_API_KEY"],
  ["a malformed key", "Bearer hello", "INVALID_API_KEY"],
])("with %s every call gets a 401, even calls that need no key", async (_, authorization, code) => {
  for (const message of [initialize, list, starting("refused@example.com"), "{not even JSON"]) {
    const { status, headers, body } = await postMcp(app, message, { headers: { authorization } });
    expect([status, headers["www-authenticate"], body.error.code]).toEqual([
      401,
      expect.stringMatching(/^Bearer /),
      code,
    ]);
  }
});

test("a deleted key is refused at once", async () => {
  const organization = await newOrganization(services, ["barcelona"]);
  const { id, apiKey } = await newKey(services, organization, { barcelona: "read" });
  expect((await postMcp(app, list, { apiKey })).status).toBe(200);
  await operate(services, deleteKey, { organizationId: organization, keyId: id });
  expect((await postMcp(app, list, { apiKey })).status).toBe(401);
});

test("/mcp/anonymous ignores any key that the client sends", async () => {
  const path = "/mcp/anonymous";
  for (const key of [undefined, apiKey, "hello"]) {
    const shown = await postMcp(app, list, { path, apiKey: key });
    expect(names(shown.body.result.tools)).toEqual(["create_organization"]);
    expect((await postMcp(app, toolCall("whoami"), { path, apiKey: key })).status).toBe(401);
  }
  expect(
    (await postMcp(app, starting("anonymous@example.com"), { path })).body.result.isError,
  ).toBeUndefined();
});

test("the root serves MCP only on a host named mcp.*, with and without a key", async () => {
  const headers = { host: "mcp.example.com" };
  expect((await postMcp(app, list, { path: "/", headers, apiKey })).body.result.tools.length).toBeGreaterThan(
    1,
  );
  const anonymous = await postMcp(app, list, { path: "/anonymous", headers });
  expect(names(anonymous.body.result.tools)).toEqual(["create_organization"]);
  expect((await postMcp(app, list, { path: "/mcp", headers })).status).toBe(200);
  expect((await postMcp(app, list, { path: "/anonymous" })).status).toBe(404);
  expect((await app.inject("/")).headers["content-type"]).toContain("text/html");
});

test.each([
  ["its own name", "localhost:3000", 200],
  ["an address", "192.168.1.5:3000", 200],
  ["an IPv6 address", "[::1]:3000", 200],
  ["a foreign name", "rebound.example.org", 403],
  ["a name that starts like its own", "localhost.example.org", 403],
])("a request to %s (%s) is answered %i", async (_, host, status) => {
  expect((await postMcp(app, list, { headers: { host } })).status).toBe(status);
});

test.each([
  ["this server", "http://localhost:3000", 200],
  ["this machine", "http://127.0.0.1:6274", 200],
  ["MCP's own host", "http://mcp.localhost:3000", 200],
  ["another site", "https://example.org", 403],
  ["another site's host named mcp.*", "http://mcp.example.org", 403],
  ["a file", "null", 403],
])("a page of %s (%s) is answered %i", async (_, origin, status) => {
  expect((await postMcp(app, list, { headers: { origin, host: "mcp.example.org" } })).status).toBe(status);
});

test("a page on this machine may send the protocol's headers", async () => {
  const { headers } = await app.inject({
    method: "OPTIONS",
    url: "/mcp",
    headers: { origin: "http://localhost:6274", "access-control-request-method": "POST" },
  });
  expect(headers["access-control-allow-headers"]).toMatch(/Mcp-Protocol-Version, Mcp-Method, Mcp-Name/);
});

test("remote plain HTTP is refused", async () => {
  const { status, body } = await postMcp(app, list, { apiKey, remoteAddress: "203.0.113.7" });
  expect([status, body.error.code]).toEqual([403, "HTTPS_REQUIRED"]);
});

test.each(["GET", "DELETE", "PUT", "PATCH"] as const)(
  "%s is answered 405 with and without a key, since there are no sessions",
  async (method) => {
    for (const headers of [{}, { authorization: `Bearer ${apiKey}` }]) {
      const response = await app.inject({ method, url: "/mcp", headers });
      expect([response.statusCode, response.headers.allow]).toEqual([405, "POST"]);
    }
  },
);

test("a client that accepts any type does not need to list the protocol's types", async () => {
  expect((await postMcp(app, list, { headers: { accept: "*/*" } })).status).toBe(200);
});

test.each([
  ["2025-11-25", "2025-11-25"],
  ["2025-06-18", "2025-06-18"],
  ["2025-03-26", "2025-03-26"],
  ["1999-01-01", "2025-11-25"],
])("a client of revision %s gets %s", async (asked, met) => {
  const params = { ...initialize.params, protocolVersion: asked };
  expect((await postMcp(app, rpc("initialize", params))).body.result.protocolVersion).toBe(met);
});

test("a batch gets one answer", async () => {
  const { body } = await postMcp(app, [rpc("ping"), { ...toolCall("whoami"), id: 2 }], { apiKey });
  expect(body).toMatchObject([{ id: 1 }, { id: 2, result: { structuredContent: {} } }]);
});

test.each(["{not JSON", "", "\xff"])("the body %j is a parse error", async (body) => {
  const answer = await postMcp(app, body, { apiKey });
  expect([answer.status, answer.body.error.code]).toEqual([400, -32700]);
});

test.each([
  ["a key", 32 * 1024 * 1024, () => apiKey],
  ["no key", 64 * 1024, () => undefined],
])("with %s a body may have at most %i bytes", async (_, bytesMax, key) => {
  const bodyOf = (bytes: number) => {
    const empty = JSON.stringify(rpc("ping", { filler: "" }));
    return empty.replace('""', `"${"x".repeat(bytes - empty.length)}"`);
  };
  expect((await postMcp(app, bodyOf(bytesMax), { apiKey: key() })).status).toBe(200);
  const { status, body } = await postMcp(app, bodyOf(bytesMax + 1), { apiKey: key() });
  expect([status, body.error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
});

test("a subscription ends at once, since no list changes while the server runs", async () => {
  const { message, headers } = modern(
    rpc("subscriptions/listen", { notifications: { toolsListChanged: true } }),
  );
  const { body } = await postMcp(app, message, { apiKey, headers });
  expect(body).toMatchObject([
    { method: "notifications/subscriptions/acknowledged", params: { notifications: {} } },
    { id: 1, result: { resultType: "complete" } },
  ]);
});

test("a running call is completed and answered when the server stops", async () => {
  const arrived = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const web = await fileServer(async (_request, response) => {
    arrived.resolve();
    await goOn.promise;
    response.end(await picture());
  });
  const { app: ending } = await testApp({ config: { fetchAllowedHosts: [web.host] } });
  const { organizationId, libraryId, apiKey } = await newAgent(ending);
  const origin = await ending.listen();
  const source = { kind: "url", url: `http://${web.host}/a.png` };
  const { message, headers } = modern(toolCall("upload_asset", { organizationId, libraryId, source }));
  const answer = fetch(`${origin}/mcp`, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      authorization: `Bearer ${apiKey}`,
    },
    body: JSON.stringify(message),
  });
  await arrived.promise;
  const ended = ending.close();
  goOn.resolve();
  const { result } = (await (await answer).json()) as { result: { structuredContent: unknown } };
  expect(result.structuredContent).toMatchObject({ responseText: "Uploaded 1 asset." });
  await ended;
});
