import { expect, test, vi } from "vitest";
import { agentOf, newAgent, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { dayMs } from "../../../platform/clock.ts";

const { app, services, clock } = await testApp();

test("an owner creates a key with grants, memory scopes and an expiry, and lists it without its secret", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  await owner.call("createLibrary", { organizationId, name: "Papers" });
  const expiresAt = new Date(Math.ceil(clock.now().getTime() / 1000) * 1000 + dayMs);
  const libraries = { pictures: "read", papers: "write" };
  const scopes = ["memory:read", "memory:write"];
  const asked = { organizationId, name: "Agent", libraries, scopes, expiresAt: expiresAt.toISOString() };
  const { apiKey, ...made } = (await owner.call("createKey", asked)).data;
  const shown = {
    id: expect.stringMatching(/^key_/),
    name: "Agent",
    hint: `${apiKey.slice(0, 7)}…${apiKey.slice(-4)}`,
    libraries,
    scopes,
    createdAt: expect.any(Number),
    expiresAt: expiresAt.getTime(),
    revealable: false,
    allLibraries: null,
    lastUsedAt: null,
    leakedAt: null,
  };
  expect(made).toEqual(shown);
  const agent = agentOf(app, { organizationId, libraryId: "papers", apiKey });
  expect((await agent.get("/me")).data.libraries).toEqual(["pictures", "papers"]);
  await vi.waitFor(async () => {
    const { data } = await owner.call("listKeys", { organizationId });
    expect(data).toEqual([{ ...shown, lastUsedAt: expect.any(Number) }]);
  }, 5_000);
});

test("a key created without grants or expiry reaches no library and does not expire", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const { data } = await owner.call("createKey", { organizationId, name: "Bare" });
  expect(data).toMatchObject({ libraries: {}, scopes: [], expiresAt: null });
  clock.advance(1000 * dayMs);
  expect((await send(app, data.apiKey, "GET", "/me")).data.libraries).toEqual([]);
});

test("an owner regenerates and deletes a key, and the old secret stops at once", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const status = async (apiKey: string) => (await send(app, apiKey, "GET", "/me")).status;
  const { id: keyId, apiKey } = (await owner.call("createKey", { organizationId, name: "Agent" })).data;
  const renewed = (await owner.call("regenerateKey", { organizationId, keyId })).data;
  expect([await status(apiKey), await status(renewed.apiKey)]).toEqual([401, 200]);
  expect((await owner.call("deleteKey", { organizationId, keyId })).data).toEqual({ success: true, keyId });
  expect(await status(renewed.apiKey)).toBe(401);
  expect((await owner.call("listKeys", { organizationId })).data).toEqual([]);
});

test("only the organization's owners list, reveal, regenerate or delete keys", async () => {
  const { organizationId, owner, editor, viewer } = await newTeam(app, services);
  const other = await newTeam(app, services);
  const { id: keyId, apiKey } = (await owner.call("createKey", { organizationId, name: "Agent" })).data;
  const inputs = {
    listKeys: {},
    revealKey: { keyId },
    grantKey: { keyId, libraries: {} },
    renameKey: { keyId, name: "Theirs" },
    regenerateKey: { keyId },
    deleteKey: { keyId },
  };
  for (const [operation, input] of Object.entries(inputs)) {
    const here = { ...input, organizationId };
    expect((await editor.call(operation, here)).error.code, operation).toBe("FORBIDDEN");
    expect((await viewer.call(operation, here)).error.code, operation).toBe("FORBIDDEN");
    expect((await other.owner.call(operation, here)).error.code).toBe("ORGANIZATION_NOT_FOUND");
    const theirs = await other.owner.call(operation, { ...input, organizationId: other.organizationId });
    if (operation === "listKeys") expect(theirs.data).toEqual([]);
    else expect(theirs.error.code, operation).toBe("RESOURCE_NOT_FOUND");
  }
  expect((await send(app, apiKey, "GET", "/me")).status).toBe(200);
});

test("changes of a key's grants are audited, with scopes when the call gave any", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const { id: keyId } = (await owner.call("createKey", { organizationId, name: "Agent" })).data;
  const given = [{ libraries: { pictures: "read" } }, { libraries: {}, scopes: ["memory:read"] }];
  for (const reach of given) await owner.call("grantKey", { organizationId, keyId, ...reach });
  const { data } = await owner.call("listAuditEntries", { organizationId });
  const noted = data.entries.filter(({ operation }: { operation: string }) => operation === "grantKey");
  expect(noted.map(({ details }: { details: object }) => details).reverse()).toEqual(
    given.map((reach) => ({ keyId, ...reach })),
  );
});

test("a key id with U+0000 is refused like any malformed id", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const { status, error } = await owner.call("deleteKey", { organizationId, keyId: "key\0" });
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
});

test("the first key of an organization is listed as revealable, and its owner can reveal it after the claim", async () => {
  const agent = await newAgent(app);
  const owner = await signedIn(app, services, "claims@example.com");
  await owner.call("claimOrganization", { token: agent.claimUrl.split("/claim/")[1] });
  const { organizationId } = agent;
  const [key] = (await owner.call("listKeys", { organizationId })).data;
  expect(key.revealable).toBe(true);
  expect((await owner.call("revealKey", { organizationId, keyId: key.id })).data.apiKey).toBe(agent.apiKey);
});
