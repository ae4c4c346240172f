import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { picture } from "../../../test/support/files.ts";
import { Rookery, RookeryError } from "../src/index.ts";
import { newEmail, testServer } from "./server.ts";

const server = await testServer();
const { baseUrl } = server;
const drawn = async (color: string) =>
  new File([new Uint8Array(await picture(color, 40, 30))], `${color}.png`);
const colors = ["teal", "coral", "navy", "olive", "plum"];

test("an address alone starts a library, and the client that comes with it does everything there", async () => {
  const started = await new Rookery({ baseUrl }).start({ email: newEmail(), name: "Barcelona" });
  expect(started).toMatchObject({ apiKey: expect.stringMatching(/^pk_/), emailSent: false });
  expect(started.claimUrl).toContain(`${baseUrl}/claim/`);
  const { rookery } = started;
  const asset = await rookery.assets.upload(await drawn("teal"));
  expect(asset).toMatchObject({ name: "teal", filename: "teal.png", variants: [] });
  expect((await fetch(asset.url as string)).status).toBe(200);
  expect(await rookery.tags.add({ assetIds: [asset.id], tags: ["sea", "dusk"] })).toEqual({ taggedCount: 2 });
  expect(await rookery.tags.list().all()).toHaveLength(2);
  await rookery.assets.describe({ assetId: asset.id, description: "The beach at dusk." });
  const found = await rookery.assets.search({ q: "beach" });
  expect([found.total, found.items[0]?.id]).toEqual([1, asset.id]);
  expect((await rookery.assets.get({ assetId: asset.id })).tags).toEqual(["sea", "dusk"]);
  expect((await rookery.assets.delete({ ids: [asset.id] })).ids).toEqual([asset.id]);
  expect(await rookery.assets.list().all()).toEqual([]);
  expect((await rookery.usage()).libraries).toBe(1);
});

test("for await goes through all pages, and await gets the first one", async () => {
  const rookery = await server.client();
  for (const color of colors) await rookery.assets.upload(await drawn(color));
  const names: (string | null)[] = [];
  for await (const { name } of rookery.assets.list({ sort: "oldest", pageSize: 2 })) names.push(name);
  expect(names).toEqual(colors);
  const { items } = await rookery.assets.list({ pageSize: 2 });
  expect(items.map(({ name }) => name)).toEqual(["plum", "olive"]);
  const pages: number[] = [];
  for await (const page of rookery.assets.search({ q: "", pageSize: 2 }).pages())
    pages.push(page.items.length);
  expect(pages).toEqual([2, 2, 1]);
  expect(await rookery.assets.list({ pageSize: 2 }).all({ limit: 3 })).toHaveLength(3);
});

test("an asset that moves to the next page while a list is read is given once", async () => {
  const rookery = await server.client();
  for (const color of ["teal", "coral", "navy"]) await rookery.assets.upload(await drawn(color));
  const names: (string | null)[] = [];
  for await (const { name } of rookery.assets.list({ pageSize: 2 })) {
    if (names.length === 0) await rookery.assets.upload(await drawn("plum"));
    names.push(name);
  }
  expect(names).toEqual(["navy", "coral", "teal"]);
});

test("a refused call throws the server's code, message, status and request id", async () => {
  const rookery = await server.client();
  const refused = rookery.with({ key: "pk_wrong" }).libraries.list().all();
  await expect(refused).rejects.toBeInstanceOf(RookeryError);
  await expect(refused).rejects.toMatchObject({
    code: "INVALID_API_KEY",
    status: 401,
    message: "This API key is not valid. Check it for typos, or ask for a new one.",
    requestId: expect.stringMatching(/\w+/),
    retryAfter: undefined,
  });
  await expect(rookery.assets.list({ library: "missing" }).all()).rejects.toMatchObject({
    code: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    status: 404,
  });
});

test("memory keeps an exchange, recalls it, lists what it learned, exports and erases the user", async () => {
  const anonymous = new Rookery({ baseUrl });
  const { api_key } = await anonymous.tenant.register({ name: "Acme", email: newEmail() });
  const rookery = anonymous.with({ key: api_key });
  const { user_id } = await rookery.users.create({ external_ref: "ada" });
  const { conversation_id } = await rookery.conversations.create({ user_id });
  const said = { user_message: "I moved to Lisbon last month.", agent_response: "How do you like it?" };
  const { interaction_id } = await rookery.memory.ingest({ user_id, conversation_id, ...said });
  const { memories, context } = await rookery.memory.recall({
    user_id,
    query: "Where does Ada live? Lisbon?",
  });
  expect(memories[0]).toMatchObject({ interaction_id, ...said });
  expect(context).toContain("Lisbon");
  const batch = Array.from({ length: 4 }, (_, n) => ({
    user_id,
    conversation_id,
    user_message: `Note ${n}`,
    agent_response: "Noted.",
  }));
  await rookery.memory.ingestBatch({ exchanges: batch });
  expect(await rookery.memory.interactions.list({ user_id, limit: 2 }).all()).toHaveLength(5);
  expect((await rookery.memory.interactions.list({ user_id, limit: 2 })).total).toBe(5);
  await rookery.memory.facts.create({ user_id, attribute: "city", value: "Lisbon" });
  expect((await rookery.memory.facts.list({ user_id }).all()).map(({ value }) => value)).toContain("Lisbon");
  const held: Record<string, unknown>[] = [];
  for await (const record of rookery.users.export({ user_id })) held.push(record);
  expect(held.length).toBeGreaterThan(6);
  expect((await rookery.users.erase({ user_id })).erased.interactions).toBe(5);
  await expect(rookery.users.get({ user_id })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
    status: 404,
  });
  await expect(rookery.memory.recall({ user_id, query: "x", limit: 0 })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    details: [expect.objectContaining({ path: "limit" })],
  });
});

test("a tenant with a key of its own sends it with calls of memory", async () => {
  const anonymous = new Rookery({ baseUrl });
  const { api_key } = await anonymous.tenant.register({
    name: "Acme",
    email: newEmail(),
    settings: { encryption_mode: "byok" },
  });
  const rookery = anonymous.with({ key: api_key });
  const { user_id } = await rookery.users.create();
  const { conversation_id } = await rookery.conversations.create({ user_id });
  const exchange = { user_id, conversation_id, user_message: "I like figs.", agent_response: "Noted." };
  await expect(rookery.memory.ingest(exchange)).rejects.toMatchObject({ status: 400 });
  const own = rookery.with({ encryptionKey: randomBytes(32).toString("base64") });
  await own.memory.ingest(exchange);
  expect((await own.memory.recall({ user_id, query: "figs" })).memories).toHaveLength(1);
});

test("a token that is a function is asked for each request", async () => {
  const { apiKey, libraryId: library } = await new Rookery({ baseUrl }).start({ email: newEmail() });
  let asked = 0;
  const token = async () => {
    asked++;
    return apiKey;
  };
  const byToken = new Rookery({ baseUrl, token, library });
  await byToken.me();
  await byToken.assets.list().all();
  expect(asked).toBe(3); // the list needs the organization first
  const failing = new Rookery({ baseUrl, token: () => Promise.reject(new Error("signed out")) });
  await expect(failing.me()).rejects.toThrow("signed out");
});

test("request sends any operation, and at answers in the shapes of another version", async () => {
  const rookery = await server.client();
  const asset = await rookery.assets.upload(await drawn("teal"));
  const { organizationId = "" } = await rookery.request("GET /me");
  const path = { organizationId, libraryId: asset.libraryId as string, assetId: asset.id };
  const route = "GET /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}";
  expect(await rookery.request(route, { path })).toMatchObject({ type: "main", variants: [] });
  expect(await rookery.at("2026-05-20").request(route, { path })).toMatchObject({ type: "main", views: [] });
  const file = await rookery.request("GET /cdn/{organizationId}/{libraryId}/{assetId}", {
    path,
    query: { w: "20" },
  });
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/png"]);
});

test("a call that needs a library says so when there is none", async () => {
  const rookery = await server.client();
  await expect(rookery.with({ library: undefined }).assets.list().all()).rejects.toThrow("Pass 'library'");
});
