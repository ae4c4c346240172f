import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newKey, newOrganization, operate } from "../../../test/support/operator.ts";
import { fileServer } from "../../../test/support/processes/file-server.ts";
import { newTeam } from "../../../test/support/team.ts";
import { callMemory, newTenant } from "../../../test/support/tenant.ts";
import { reportLeakedKey } from "../../features/identity/keys/leaks/operations.ts";
import { newToken } from "../../features/identity/keys/token.ts";

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
const github = await fileServer((_request, response) => {
  const key = publicKey.export({ type: "spki", format: "pem" });
  response.end(JSON.stringify({ public_keys: [{ key_identifier: "one", key, is_current: true }] }));
});
const { app, services } = await testApp({
  config: { fetchAllowedHosts: [github.host], leakScannerKeysUrl: `http://${github.host}/keys` },
});
const mailed = vi.spyOn(services.mailer, "send");

const found = (token: string) => [
  { token, type: "rookery_key", url: "https://example.com/blob/main/.env", source: "content" },
];

function report(body: unknown, { key = privateKey, keyId = "one" } = {}) {
  const payload = JSON.stringify(body);
  const signature = sign("sha256", Buffer.from(payload), key).toString("base64");
  return app.inject({
    method: "POST",
    url: "/leaked-keys/github",
    payload,
    headers: {
      "content-type": "application/json",
      "github-public-key-identifier": keyId,
      "github-public-key-signature": signature,
    },
  });
}

test("a key that GitHub found stops at once, its owners are mailed, and the audit log says so", async () => {
  const { organizationId, owner, emails } = await newTeam(app, services);
  const { apiKey, name } = await newKey(services, organizationId, { pictures: "write" });
  expect((await send(app, apiKey, "GET", "/me")).status).toBe(200);
  expect((await report(found(apiKey))).statusCode).toBe(204);
  expect(await send(app, apiKey, "GET", "/me")).toMatchObject({
    status: 401,
    error: { code: "INVALID_API_KEY" },
  });
  const mails = mailed.mock.calls.filter(([mail]) => mail.kind === "leaked-key");
  expect(mails.map(([mail]) => mail.to)).toEqual([emails.owner]);
  expect(mails[0]?.[0].text).toContain("https://example.com/blob/main/.env");
  expect(mails[0]?.[0].text).not.toContain(apiKey);
  const [entry] = (await owner.call("listAuditEntries", { organizationId })).data.entries;
  expect(entry).toMatchObject({
    operation: "reportLeakedKey",
    actor: { name: "GitHub secret scanning" },
    details: { name, revoked: true, source: "content" },
  });
  expect(JSON.stringify(entry)).not.toContain(apiKey);
});

test("the answer to a signed report says nothing about whether a key exists", async () => {
  const { apiKey } = await newKey(services, await newOrganization(services, []), {});
  const known = await report(found(apiKey));
  for (const token of [newToken("pk_"), "pk_not-a-key", "", "x".repeat(200)]) {
    const unknown = await report(found(token));
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
  }
});

test("a report that GitHub did not sign is refused, and the key goes on working", async () => {
  const { apiKey } = await newKey(services, await newOrganization(services, []), {});
  const unsigned = await app.inject({ method: "POST", url: "/leaked-keys/github", payload: found(apiKey) });
  const refused = [
    unsigned,
    await report(found(apiKey), { key: stranger.privateKey }),
    await report(found(apiKey), { keyId: "two" }),
  ];
  for (const answer of refused) {
    expect(answer.statusCode).toBe(403);
    expect(answer.json().error.code).toBe("FORBIDDEN");
  }
  expect((await send(app, apiKey, "GET", "/me")).status).toBe(200);
});

test("a signed body that is no report is refused with what to send", async () => {
  const answer = await report({ token: "x" });
  expect([answer.statusCode, answer.json().error.code]).toEqual([400, "BAD_USER_INPUT"]);
});

test("reports of one client are limited before anything is fetched or verified", async () => {
  const from = { method: "POST", url: "/leaked-keys/github", remoteAddress: "203.0.113.9" } as const;
  const headers = { "x-forwarded-proto": "https" };
  const limited = await testApp({ config: { allowHttp: true } });
  let last = 0;
  for (let i = 0; i <= 600; i++) {
    const answer = await limited.app.inject({ ...from, headers, payload: "[]" });
    last = answer.statusCode;
  }
  expect(last).toBe(429);
});

test("the code in docs/leaked-keys.md tells keys from text that only looks like one", async () => {
  const page = await readFile(new URL("../../../docs/leaked-keys.md", import.meta.url), "utf8");
  const [, code = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const { isKey } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  for (const prefix of ["pk_", "rk_live_", "rk_test_"] as const) {
    const token = newToken(prefix);
    expect([token, isKey(token)]).toEqual([token, true]);
    const other = token.slice(0, 20) + (token[20] === "a" ? "b" : "a") + token.slice(21);
    expect([other, isKey(other)]).toEqual([other, false]);
  }
});

test("the operator reports a key, and is told whose it was", async () => {
  const organizationId = await newOrganization(services, []);
  const { apiKey, id } = await newKey(services, organizationId, {});
  const answer = await operate(services, reportLeakedKey, { token: apiKey });
  expect(answer).toEqual({ organizationId, keyId: id, name: "test", revoked: true });
  expect((await send(app, apiKey, "GET", "/me")).status).toBe(401);
  await expect(operate(services, reportLeakedKey, { token: apiKey })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
});

test("with LEAKED_KEYS=flag the key goes on working, and the owners are mailed once a day", async () => {
  const flagging = await testApp({ config: { leakedKeys: "flag" } });
  const { organizationId } = await newTeam(flagging.app, flagging.services);
  const { apiKey } = await newKey(flagging.services, organizationId, {});
  const mails = vi.spyOn(flagging.services.mailer, "send");
  for (let i = 0; i < 2; i++) {
    const answer = await operate(flagging.services, reportLeakedKey, { token: apiKey });
    expect(answer).toMatchObject({ revoked: false });
  }
  expect((await send(flagging.app, apiKey, "GET", "/me")).status).toBe(200);
  expect(mails.mock.calls.filter(([mail]) => mail.kind === "leaked-key")).toHaveLength(1);
});

test("with LEAKED_KEYS=flag a key is listed as leaked since it was first found, until it is regenerated", async () => {
  const { app, services, clock } = await testApp({ config: { leakedKeys: "flag" } });
  const { organizationId, owner } = await newTeam(app, services);
  const { apiKey, id: keyId } = await newKey(services, organizationId, {});
  const leakedAt = async () => (await owner.call("listKeys", { organizationId })).data[0].leakedAt;
  expect(await leakedAt()).toBeNull();
  await operate(services, reportLeakedKey, { token: apiKey });
  const found = await leakedAt();
  expect(found).toEqual(expect.any(Number));
  clock.advance(60_000);
  await operate(services, reportLeakedKey, { token: apiKey });
  expect(await leakedAt()).toBe(found);
  await owner.call("regenerateKey", { organizationId, keyId });
  expect(await leakedAt()).toBeNull();
});

test("with LEAKED_KEYS=flag a rotated key is listed as leaked for as long as its former secret works", async () => {
  const { app, services } = await testApp({ config: { leakedKeys: "flag" } });
  const tenant = await newTenant(app);
  const rotation = `/api-keys/${(await tenant.call("GET", "/api-keys")).body.api_keys[0].id}/rotate`;
  await operate(services, reportLeakedKey, { token: tenant.apiKey });
  const graceful = (await tenant.call("POST", rotation, { grace_seconds: 3600 })).body.api_key;
  const leakedAt = async (apiKey: string) =>
    (await callMemory(app, apiKey, "GET", "/api-keys")).body.api_keys[0].leaked_at;
  expect(await leakedAt(graceful)).not.toBeNull();
  const last = (await callMemory(app, graceful, "POST", rotation, { grace_seconds: 3600 })).body.api_key;
  expect(await leakedAt(last)).toBeNull();
});

test("of a rotated key whose former secret is public, only that secret stops", async () => {
  const tenant = await newTenant(app);
  const [key] = (await tenant.call("GET", "/api-keys")).body.api_keys;
  const rotated = await tenant.call("POST", `/api-keys/${key.id}/rotate`, { grace_seconds: 3600 });
  await operate(services, reportLeakedKey, { token: tenant.apiKey });
  expect((await tenant.call("GET", "/tenant")).status).toBe(401);
  expect((await callMemory(app, rotated.body.api_key, "GET", "/tenant")).status).toBe(200);
});
