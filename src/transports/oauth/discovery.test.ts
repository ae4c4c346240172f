import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { postMcp, rpc, toolCall } from "../../../test/support/transports/mcp.ts";

const { app, services } = await testApp();
const { publicUrl } = services.config;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = async (url: string) => {
  const { statusCode, payload } = await app.inject({ method: "GET", url });
  return { status: statusCode, body: statusCode === 200 ? JSON.parse(payload) : undefined };
};

test("the documents of RFC 9728 and RFC 8414 agree, and name only what is served", async () => {
  for (const path of ["", "/mcp", "/mcp/oauth"]) {
    const { body } = await json(`/.well-known/oauth-protected-resource${path}`);
    expect(body).toMatchObject({
      resource: publicUrl + path,
      authorization_servers: [`${publicUrl}/api/auth`],
    });
  }
  const { body } = await json("/.well-known/oauth-authorization-server/api/auth");
  expect(body).toMatchObject({
    issuer: `${publicUrl}/api/auth`,
    code_challenge_methods_supported: ["S256"],
    response_types_supported: ["code"],
    grant_types_supported: [
      "authorization_code",
      "refresh_token",
      "urn:ietf:params:oauth:grant-type:device_code",
    ],
    client_id_metadata_document_supported: true,
    authorization_response_iss_parameter_supported: true,
    token_endpoint_auth_methods_supported: ["none"],
  });
  for (const [name, url] of Object.entries(body)) {
    if (!name.endsWith("_endpoint")) continue;
    const method = name === "authorization_endpoint" ? "GET" : "POST";
    const { statusCode } = await app.inject({ method, url: new URL(url as string).pathname });
    expect([name, statusCode]).not.toEqual([name, 404]);
  }
  expect((await json("/.well-known/oauth-protected-resource/mcp/key")).status).toBe(404);
});

test("every MCP address says in its own way how to connect", async () => {
  const challengeAt = async (path: string, headers = {}) =>
    (await postMcp(app, toolCall("whoami"), { path, headers })).headers["www-authenticate"];
  expect(await challengeAt("/mcp")).toContain(
    `resource_metadata="${publicUrl}/.well-known/oauth-protected-resource/mcp"`,
  );
  expect(await challengeAt("/mcp/oauth", bearer(`rka_${"a".repeat(40)}`))).toMatch(
    /^Bearer error="invalid_token", resource_metadata="[^"]+\/mcp\/oauth", scope="[^"]+"$/,
  );
  expect(await challengeAt("/mcp/key")).toBe("Bearer");
  expect((await postMcp(app, rpc("tools/list"), { path: "/mcp" })).status).toBe(200);
  expect((await postMcp(app, rpc("tools/list"), { path: "/mcp/oauth" })).status).toBe(401);
});

test("MCP_OAUTH=false advertises nothing, and MCP_ANONYMOUS=false asks for a credential at once", async () => {
  const { app: keysOnly } = await testApp({ config: { mcpOAuth: false } });
  const { headers } = await postMcp(keysOnly, toolCall("whoami"));
  expect(headers["www-authenticate"]).toBe("Bearer");
  for (const url of ["/.well-known/oauth-protected-resource", "/.well-known/oauth-authorization-server"]) {
    expect((await keysOnly.inject({ method: "GET", url })).statusCode).toBe(404);
  }
  const { app: closed } = await testApp({ config: { mcpAnonymous: false } });
  expect((await postMcp(closed, rpc("tools/list"))).status).toBe(401);
});
