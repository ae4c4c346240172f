import { expect, test } from "vitest";
import { send } from "../../test/support/agent.ts";
import { testApp } from "../../test/support/app.ts";
import { newKey, newOrganization } from "../../test/support/operator.ts";
import { newToken } from "../features/identity/keys/token.ts";

const { app, services } = await testApp();
const mine = await newOrganization(services, ["barcelona", "secret"]);
const theirs = await newOrganization(services, ["barcelona"]);
const { apiKey: reading } = await newKey(services, mine, { barcelona: "read" });
const { apiKey: writing } = await newKey(services, mine, { barcelona: "write" });
const { apiKey: foreign } = await newKey(services, theirs, { barcelona: "write" });
const tags = (organization: string, library: string) =>
  `/organizations/${organization}/libraries/${library}/tags`;

test("access is checked in the contract's order", async () => {
  const bad = { pageSize: "none" };
  const path = `/organizations/nowhere/libraries/none/assets?pageSize=${bad.pageSize}`;
  const without = await app.inject({ method: "GET", url: path });
  expect(without.json().error.code).toBe("API_VERSION_REQUIRED");
  const old = await send(app, undefined, "GET", path, undefined, { "api-version": "1999-01-01" });
  expect(old).toMatchObject({
    status: 400,
    error: { code: "BAD_USER_INPUT", message: expect.stringContaining("2026-05-20") },
  });
  expect((await send(app, undefined, "GET", path)).error.code).toBe("UNAUTHENTICATED");
  expect((await send(app, writing, "GET", path)).error.code).toBe("ORGANIZATION_NOT_FOUND");
  const ofMine = `/organizations/${mine}/libraries/none/assets?pageSize=none`;
  expect((await send(app, foreign, "GET", ofMine)).error.code).toBe("INVALID_API_KEY");
  expect((await send(app, writing, "GET", ofMine)).error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
  const inReach = `/organizations/${mine}/libraries/barcelona/assets?pageSize=none`;
  expect((await send(app, writing, "GET", inReach)).error.code).toBe("BAD_USER_INPUT");
});

test.each([
  ["no header", undefined],
  ["another scheme", "Basic abc"],
  ["no token", "Bearer"],
  ["two tokens", "Bearer a b"],
])("an Authorization header with %s is refused as unauthenticated", async (_, authorization) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  expect(await send(app, undefined, "GET", "/me", undefined, headers)).toMatchObject({
    status: 401,
    error: { code: "UNAUTHENTICATED" },
  });
});

test.each([
  ["unknown", newToken("pk_")],
  ["mistyped", `${newToken("pk_")}x`],
  ["not a key", "hello"],
])("a token that is %s is refused as an invalid key", async (_, token) => {
  expect(await send(app, token, "GET", "/me")).toMatchObject({
    status: 401,
    error: { code: "INVALID_API_KEY" },
  });
});

test("the Bearer scheme is accepted in any letter case", async () => {
  expect(
    (await send(app, undefined, "GET", "/me", undefined, { authorization: `bearer ${reading}` })).status,
  ).toBe(200);
});

test("a missing library and one without a grant give identical errors", async () => {
  const unknown = await send(app, reading, "GET", tags(mine, "atlantis"));
  const outOfReach = await send(app, reading, "GET", tags(mine, "secret"));
  expect(unknown.status).toBe(404);
  expect(outOfReach.text).toBe(unknown.text);
  const comparable = ({ headers }: typeof unknown) => ({ ...headers, "x-request-id": "", date: "" });
  expect(comparable(outOfReach)).toEqual(comparable(unknown));
});

test("a missing library and one without a grant take the same time to refuse", async () => {
  const times: Record<string, number[]> = { atlantis: [], secret: [] };
  for (let i = 0; i < 400; i++) {
    const library = i % 2 ? "atlantis" : "secret";
    const startedAt = performance.now();
    await send(app, reading, "GET", tags(mine, library));
    times[library]?.push(performance.now() - startedAt);
  }
  const median = (values: number[] = []) => values.sort((a, b) => a - b)[values.length >> 1] as number;
  const ratio = median(times.atlantis) / median(times.secret);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test("a key with a read grant is refused for writing", async () => {
  const answer = await send(app, reading, "PATCH", `/organizations/${mine}/libraries/barcelona`, {
    name: "x",
  });
  expect(answer).toMatchObject({ status: 404, error: { code: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY" } });
});

test("a key without write anywhere cannot create a library", async () => {
  const answer = await send(app, reading, "POST", `/organizations/${mine}/libraries`, { name: "New" });
  expect(answer).toMatchObject({ status: 403, error: { code: "API_KEY_READ_ONLY" } });
});

test("a transfer needs write on the target library, and the error reveals nothing else", async () => {
  const transfer = (targetLibraryId: string) =>
    send(app, writing, "POST", `/organizations/${mine}/libraries/barcelona/assets/transfer`, {
      targetLibraryId,
      assetIds: ["x"],
    });
  expect((await transfer("secret")).text).toBe((await transfer("atlantis")).text);
  expect((await transfer("secret")).error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
});

test("remote plain HTTP is refused first, unless a trusted proxy reports HTTPS", async () => {
  const remote = { method: "GET", url: "/me", remoteAddress: "203.0.113.7" } as const;
  const answer = await app.inject(remote);
  expect(answer.statusCode).toBe(403);
  expect(answer.json().error.code).toBe("HTTPS_REQUIRED");
  for (const setting of ["TRUST_PROXY", "PUBLIC_URL"]) expect(answer.json().error.message).toContain(setting);
  const forged = await app.inject({ ...remote, headers: { "x-forwarded-proto": "https" } });
  expect(forged.json().error.code).toBe("HTTPS_REQUIRED");
});
