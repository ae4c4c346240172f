import { serverAudits } from "graphql-http";
import { describe, expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { ask, post } from "../../../test/support/transports/graphql.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const address = await app.listen({ port: 0, host: "127.0.0.1" });
const json = { "content-type": "application/json" };
const viewer = "{ viewer { organizationId } }";
const get = (query: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: "GET",
    url: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { authorization: `Bearer ${agent.apiKey}`, ...headers },
  });

describe("the audits of graphql-http", () => {
  const audits = serverAudits({ url: `${address}/graphql`, fetchFn: fetch });

  test("number 61", () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))("%s", async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "" : result.reason).toBe("");
  });
});

test("GraphQL is at POST / and POST /graphql, while GET / is the start page", async () => {
  for (const url of ["/", "/graphql"]) {
    const answer = await post(app, agent.apiKey, JSON.stringify({ query: viewer }), json, url);
    expect(answer).toMatchObject({ status: 200, data: { viewer: { organizationId: agent.organizationId } } });
  }
  const start = await app.inject({ method: "GET", url: "/" });
  expect(start.headers["content-type"]).toContain("text/html");
});

test("GET runs queries but no mutations", async () => {
  expect((await get(viewer)).json().data.viewer.organizationId).toBe(agent.organizationId);
  const refused = await get(`mutation { createLibrary(organizationId: "x", name: "y") { id } }`);
  expect(refused.statusCode).toBe(405);
  expect(refused.json().errors[0].extensions).toEqual({ code: "METHOD_NOT_ALLOWED", http: { status: 405 } });
});

test.each(["PUT", "PATCH", "DELETE"] as const)("%s is not supported", async (method) => {
  const answer = await app.inject({ method, url: "/graphql" });
  expect(answer.statusCode).toBe(405);
  expect(answer.headers.allow).toBe("GET, HEAD, POST");
  expect(answer.json().errors[0].extensions.code).toBe("METHOD_NOT_ALLOWED");
});

test.each([
  ["no JSON", "{", json, 400, "BAD_USER_INPUT"],
  ["nothing", "", json, 400, "BAD_USER_INPUT"],
  ["several operations at once", `[{"query": "{ viewer { plan } }"}]`, json, 400, "BAD_USER_INPUT"],
  ["a form", "query=x", { "content-type": "application/x-www-form-urlencoded" }, 400, "BAD_USER_INPUT"],
  ["plain text", viewer, { "content-type": "text/plain" }, 400, "BAD_USER_INPUT"],
  ["more than a megabyte", `{"query": "${" ".repeat(1024 * 1024)}"}`, json, 413, "PAYLOAD_TOO_LARGE"],
])("a body of %s is refused with a GraphQL error", async (_, body, headers, status, code) => {
  const answer = await post(app, agent.apiKey, body, headers);
  expect(answer).toMatchObject({ status, errors: [{ extensions: { code, http: { status } } }] });
  expect(answer.errors?.[0]?.message).not.toBe("");
});

test("remote plain HTTP is refused", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/graphql",
    payload: { query: viewer },
    remoteAddress: "203.0.113.7",
  });
  expect(answer.statusCode).toBe(403);
  expect(answer.json().errors[0].extensions).toEqual({ code: "HTTPS_REQUIRED", http: { status: 403 } });
});

test("pages of any site may call with a key and upload files", async () => {
  const preflight = await app.inject({
    method: "OPTIONS",
    url: "/graphql",
    headers: { origin: "https://example.com", "access-control-request-method": "POST" },
  });
  expect(preflight.headers["access-control-allow-origin"]).toBe("*");
  expect(preflight.headers["access-control-allow-headers"]).toContain("Apollo-Require-Preflight");
});

test("the answer has the requested media type", async () => {
  const accepting = async (accept: string) =>
    (await ask(app, agent.apiKey, viewer, {}, { accept })).headers["content-type"];
  expect(await accepting("*/*")).toBe("application/json; charset=utf-8");
  expect(await accepting("application/json")).toBe("application/json; charset=utf-8");
  expect(await accepting("application/graphql-response+json, application/json;q=0.9")).toBe(
    "application/graphql-response+json; charset=utf-8",
  );
});

test("a browser gets GraphiQL with a policy that allows only this server", async () => {
  const page = await get("", { accept: "text/html,application/xhtml+xml" });
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.payload).toContain("Rookery GraphiQL");
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self';/);
  expect(page.payload).not.toMatch(/<(script|link|img)[^>]*(src|href)="?(https?:)?\/\//);
}, 60_000);

test("GraphiQL's page is small, and a browser is told when its copy is current", async () => {
  const headers = { accept: "text/html", "accept-encoding": "gzip" };
  const page = await get("", headers);
  expect(page.rawPayload.length).toBeLessThan(10_000);
  expect(page.headers.vary).toBe("Api-Version, Accept, Accept-Encoding");
  const again = await get("", { ...headers, "if-none-match": String(page.headers.etag) });
  expect(again.statusCode).toBe(304);
});
