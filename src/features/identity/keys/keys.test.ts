import { expect, test, vi } from "vitest";
import { newAgent, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { newKey, newOrganization, operate } from "../../../../test/support/operator.ts";
import { dayMs } from "../../../platform/clock.ts";
import { createKey, deleteKey, grantKey, listKeys, regenerateKey, renameKey } from "./operations.ts";

const { app, services, clock, database } = await testApp();
const organizationId = await newOrganization(services, ["barcelona", "lisbon"]);
const libraries = (key: string) => send(app, key, "GET", `/organizations/${organizationId}/libraries`);
const namesOf = (answer: Awaited<ReturnType<typeof libraries>>) =>
  answer.data.map(({ id }: { id: string }) => id);

test("a key reaches the libraries it was granted, and no others", async () => {
  const { apiKey } = await newKey(services, organizationId, { barcelona: "read" });
  expect(namesOf(await libraries(apiKey))).toEqual(["barcelona"]);
  expect((await send(app, apiKey, "GET", "/me")).data.libraries).toEqual(["barcelona"]);
});

test("only the hash and a hint of a key are stored", async () => {
  const { apiKey, id } = await newKey(services, organizationId, {});
  const [row] = await database.query<Record<string, unknown>>({
    name: "",
    text: "select * from keys where id = $1",
    values: [id],
  });
  expect(JSON.stringify(row)).not.toContain(apiKey.slice(7, -4));
  expect(row?.hint).toBe(`${apiKey.slice(0, 7)}…${apiKey.slice(-4)}`);
  expect(row?.sealed_token).toBeNull();
});

test("a renamed key keeps its secret and its grants", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, { barcelona: "read" });
  const renamed = await operate(services, renameKey, { organizationId, keyId, name: "Website" });
  expect(renamed).toMatchObject({ name: "Website", libraries: { barcelona: "read" } });
  expect(namesOf(await libraries(apiKey))).toEqual(["barcelona"]);
  const blank = operate(services, renameKey, { organizationId, keyId, name: "" });
  await expect(blank).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("changed grants take effect at once", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, { barcelona: "write" });
  expect(namesOf(await libraries(apiKey))).toEqual(["barcelona"]);
  await operate(services, grantKey, { organizationId, keyId, libraries: { lisbon: "read" } });
  expect(namesOf(await libraries(apiKey))).toEqual(["lisbon"]);
});

test("a grant call without scopes keeps the key's memory scopes; with scopes it replaces them at once", async () => {
  const key = { organizationId, name: "test", scopes: ["users:read" as const, "memory:read" as const] };
  const { apiKey, id: keyId } = await operate(services, createKey, key);
  const users = async () => (await send(app, apiKey, "GET", "/api/v1/users")).status;
  const grant = (given: object) =>
    operate(services, grantKey, { organizationId, keyId, libraries: {}, ...given });
  expect((await grant({})).scopes).toEqual(key.scopes);
  expect(await users()).toBe(200);
  expect((await grant({ scopes: ["tenant:read"] })).scopes).toEqual(["tenant:read"]);
  expect(await users()).toBe(403);
  expect((await grant({ scopes: [] })).scopes).toEqual([]);
  await expect(grant({ scopes: ["memory:everything"] })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("a grant call with an unknown library changes neither grants nor scopes", async () => {
  const key = { organizationId, name: "test", scopes: ["users:read" as const] };
  const { id: keyId } = await operate(services, createKey, key);
  const wrong = { organizationId, keyId, libraries: { atlantis: "read" as const }, scopes: [] };
  await expect(operate(services, grantKey, wrong)).rejects.toThrow("does not exist");
  const keys = await operate(services, listKeys, { organizationId });
  expect(keys.find(({ id }) => id === keyId)?.scopes).toEqual(["users:read"]);
});

test("regenerating a key stops the old secret at once, and the new one has the same grants", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, { lisbon: "read" });
  expect((await libraries(apiKey)).status).toBe(200);
  const renewed = await operate(services, regenerateKey, { organizationId, keyId });
  expect((await libraries(apiKey)).error.code).toBe("INVALID_API_KEY");
  expect(namesOf(await libraries(renewed.apiKey))).toEqual(["lisbon"]);
  expect(renewed.id).toBe(keyId);
});

test("a deleted key stops at once", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, { lisbon: "read" });
  expect((await libraries(apiKey)).status).toBe(200);
  await operate(services, deleteKey, { organizationId, keyId });
  expect((await libraries(apiKey)).error.code).toBe("INVALID_API_KEY");
});

test("a key stops when it expires", async () => {
  const expiresAt = new Date(clock.now().getTime() + dayMs).toISOString();
  const { apiKey } = await operate(services, createKey, {
    organizationId,
    name: "short",
    libraries: { lisbon: "read" },
    expiresAt,
  });
  expect((await libraries(apiKey)).status).toBe(200);
  clock.advance(dayMs);
  expect((await libraries(apiKey)).error.code).toBe("INVALID_API_KEY");
});

test("a key's last use is recorded to the minute", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, {});
  const minute = Math.floor(clock.now().getTime() / 60_000) * 60_000;
  await libraries(apiKey);
  await vi.waitFor(async () => {
    const key = (await operate(services, listKeys, { organizationId })).find(({ id }) => id === keyId);
    expect(key?.lastUsedAt).toBeGreaterThanOrEqual(minute);
    expect((key?.lastUsedAt ?? 1) % 60_000).toBe(0);
  }, 5_000);
});

test("the key of an organization started without an account is sealed with the server's secret and bound to its id", async () => {
  const agent = await newAgent(app);
  const { id, sealed } = await database.one<{ id: string; sealed: Buffer }>({
    name: "",
    text: "select k.id, k.sealed_token as sealed from keys k join organizations o on o.id = k.organization_id where o.slug = $1",
    values: [agent.organizationId],
  });
  expect(sealed.includes(agent.apiKey.slice(3))).toBe(false);
  expect(services.secret.open(sealed, `api key ${id}`)).toBe(agent.apiKey);
  expect(() => services.secret.open(sealed, "api key of another")).toThrow();
});

test("a grant on a library that does not exist is refused, and nothing changes", async () => {
  const { apiKey, id: keyId } = await newKey(services, organizationId, { lisbon: "read" });
  await expect(
    operate(services, grantKey, { organizationId, keyId, libraries: { atlantis: "read" } }),
  ).rejects.toThrow("does not exist");
  expect(namesOf(await libraries(apiKey))).toEqual(["lisbon"]);
});
