import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { redirectUri } from "../../../test/support/connected-app.ts";

const { app } = await testApp();
const register = async (more: object, remoteAddress = "127.0.0.1") => {
  const payload = { client_name: "App", redirect_uris: [redirectUri], ...more };
  const answer = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/register",
    remoteAddress,
    headers: { "x-forwarded-proto": "https" },
    payload,
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
};

test("every app becomes a public client, whatever it asks for, and its answer is not cached", async () => {
  const { status, body, headers } = await register({ token_endpoint_auth_method: "client_secret_basic" });
  expect(status).toBe(201);
  expect(body).toMatchObject({ token_endpoint_auth_method: "none", redirect_uris: [redirectUri] });
  expect(body).not.toHaveProperty("client_secret");
  expect(headers["cache-control"]).toBe("no-store");
});

test.each([
  "https://*.example.com/callback",
  "https://example.com/*",
  "http://example.com/callback",
  "https://example.com/callback#fragment",
  "javascript:alert(1)",
  "data:text/html,a",
  "not an address",
])("the redirect address %s is refused", async (address) => {
  const { status, body } = await register({ redirect_uris: [address] });
  expect([status, body.error]).toEqual([
    400,
    expect.stringMatching(/^invalid_(redirect_uri|client_metadata)$/),
  ]);
});

test.each([
  ["an unknown grant", { grant_types: ["password"] }],
  ["tokens in the redirect", { grant_types: ["authorization_code"], response_types: ["token"] }],
  ["managing keys", { scope: "tenant:admin" }],
])("%s is refused", async (_, more) => {
  expect((await register(more)).status).toBe(400);
});

test("a network registers 60 apps an hour at most", async () => {
  const { app: open } = await testApp({ config: { allowHttp: true } });
  const statuses = [];
  for (let i = 0; i <= 60; i++) {
    const { statusCode } = await open.inject({
      method: "POST",
      url: "/api/auth/oauth2/register",
      remoteAddress: "203.0.113.7",
      payload: { client_name: "App", redirect_uris: [redirectUri] },
    });
    statuses.push(statusCode);
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(60);
  expect(statuses.at(-1)).toBe(429);
});
