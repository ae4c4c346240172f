import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import sql, { raw } from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { dump } from "../../../../test/support/postgres/dump.ts";
import { callMemory, newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { openApp } from "../../../main/app.ts";
import { openServices } from "../../../main/services.ts";

const { app, services, database, clock } = await testApp();
const ownKey = (byte: number) => ({ "x-encryption-key": Buffer.alloc(32, byte).toString("base64") });

/** A user with words in every field that takes text. */
async function talkative(tenant: TestTenant, headers: Record<string, string> = {}) {
  const { user_id } = (
    await tenant.call("POST", "/users", {
      external_ref: "zephyr-77",
      display_name: "Xanthippe",
      metadata: { likes: "quokkas" },
    })
  ).body;
  const { conversation_id } = (
    await tenant.call("POST", "/conversations", {
      user_id,
      title: "Marmalade",
      metadata: { mood: "jubilant" },
    })
  ).body;
  const said = {
    user_id,
    conversation_id,
    user_message: "I live in Ouagadougou. Remember that my cat is called Bartholomew.",
    agent_response: "Bartholomew sounds magnificent!",
    metadata: { topic: "felines", speaker: "Xanthippe" },
  };
  const ingest = async (more: object, key: string) =>
    (
      await tenant.call(
        "POST",
        "/memory/ingest",
        { ...said, ...more },
        { ...headers, "idempotency-key": key },
      )
    ).body.interaction_id;
  const flushed = await ingest({}, "kiwi-order");
  await tenant.call("POST", "/memory/flush", { user_id });
  const waiting = await ingest({ user_message: "Persimmons are my favourite fruit" }, "lychee-order");
  const { facts } = (await tenant.call("GET", `/memory/facts?user_id=${user_id}`, undefined, headers)).body;
  await tenant.call("PATCH", `/memory/facts/${facts[0].fact_id}`, { value: "Timbuktu" }, headers);
  await tenant.call("DELETE", `/memory/facts/${facts[1].fact_id}`);
  await tenant.call("POST", "/memory/query", { user_id, query: "Which clarinet?" }, headers);
  return { user_id, conversation_id, flushed, waiting };
}

const words = [
  ...["Xanthippe", "zephyr", "quokka", "Marmalade", "jubilant", "Ouagadougou", "Bartholomew", "magnificent"],
  ...["feline", "Persimmon", "favourite", "Timbuktu", "clarinet", "kiwi", "lychee"],
];

test.each([
  ["the server's key", {}, {}],
  ["the tenant's own key", { encryption_mode: "byok" }, ownKey(7)],
])(
  "under %s no word of users, conversations, exchanges, facts, queries or headers is stored unencrypted",
  async (_, settings, headers) => {
    const tenant = await newTenant(app, settings);
    const { user_id } = await talkative(tenant, headers);
    const stolen = (await dump(database)).toLowerCase();
    expect(stolen).toContain(user_id.toLowerCase());
    expect(words.filter((word) => stolen.includes(word.toLowerCase()))).toEqual([]);
    // Also not as base64 or hex, as jobs or JSON columns might store them.
    const encoded = words.flatMap((word) => [
      Buffer.from(word).toString("hex"),
      Buffer.from(word).toString("base64").slice(0, -4).toLowerCase(),
    ]);
    expect(encoded.filter((text) => text.length > 7 && stolen.includes(text))).toEqual([]);
  },
);

test("no word is logged, neither at level info nor with an error", async () => {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const second = await openServices(services.config, database, log, clock);
  const logged = await openApp(second);
  onTestFinished(async () => {
    await logged.close();
    await second.close();
  });
  const tenant = await newTenant(logged);
  const { flushed, user_id } = await talkative(tenant);
  await database.execute(sql`update interactions set sealed = sealed || '\\x00' where id = ${flushed}`);
  expect((await tenant.call("GET", `/memory/interactions/${flushed}`)).status).toBe(500);
  await tenant.call("PATCH", `/users/${user_id}`, { metadata: "Bartholomew" });
  const text = lines.join("").toLowerCase();
  expect(text).toContain("ingestmemory");
  expect(text).toContain("unexpected fault");
  expect(words.filter((word) => text.includes(word.toLowerCase()))).toEqual([]);
  expect(text).not.toContain(tenant.apiKey.toLowerCase());
});

test("a changed byte in encrypted data is detected, and nothing of it is shown", async () => {
  const tenant = await newTenant(app);
  const { flushed } = await talkative(tenant);
  const { sealed } = await database.one<{ sealed: Buffer }>(
    sql`select sealed from interactions where id = ${flushed}`,
  );
  for (const at of [0, 11, 12, sealed.length >> 1, sealed.length - 17, sealed.length - 1]) {
    const tampered = Buffer.from(sealed);
    tampered[at] = (tampered[at] as number) ^ 1;
    await database.execute(sql`update interactions set sealed = ${tampered} where id = ${flushed}`);
    const answer = await tenant.call("GET", `/memory/interactions/${flushed}`);
    expect([at, answer.status]).toEqual([at, 500]);
    expect(answer.text).not.toContain("Ouagadougou");
  }
  // So short that the tag is cut too.
  await database.execute(
    sql`update interactions set sealed = ${sealed.subarray(0, 16)} where id = ${flushed}`,
  );
  expect((await tenant.call("GET", `/memory/interactions/${flushed}`)).status).toBe(500);
  await database.execute(sql`update interactions set sealed = ${sealed} where id = ${flushed}`);
  expect((await tenant.call("GET", `/memory/interactions/${flushed}`)).status).toBe(200);
});

test("data encrypted for one record cannot be decrypted as another record, kind or tenant", async () => {
  const tenant = await newTenant(app);
  const stranger = await newTenant(app);
  const [mine, theirs] = [await talkative(tenant), await talkative(stranger)];
  const sealedOf = async (table: string, id: string) =>
    (await database.one<{ sealed: Buffer }>(sql`select sealed from ${raw(table)} where id = ${id}`)).sealed;
  const other = {
    exchange: await sealedOf("interactions", mine.waiting),
    conversation: await sealedOf("conversations", mine.conversation_id),
    theirs: await sealedOf("interactions", theirs.flushed),
  };
  for (const sealed of Object.values(other)) {
    await database.execute(sql`update interactions set sealed = ${sealed} where id = ${mine.flushed}`);
    expect((await tenant.call("GET", `/memory/interactions/${mine.flushed}`)).status).toBe(500);
  }
  await database.execute(
    sql`update memory_users set sealed = ${await sealedOf("memory_users", theirs.user_id)} where id = ${mine.user_id}`,
  );
  expect((await tenant.call("GET", `/users/${mine.user_id}`)).status).toBe(500);
});

test("text and search terms are encrypted differently for each tenant", async () => {
  const [one, two] = [await talkative(await newTenant(app)), await talkative(await newTenant(app))];
  const termsOf = async (userId: string) =>
    (
      await database.query<{ term: Buffer }>(sql`select term from memory_postings where user_id = ${userId}`)
    ).map(({ term }) => term.toString("hex"));
  const [mine, theirs] = [await termsOf(one.user_id), await termsOf(two.user_id)];
  expect(mine.length).toBeGreaterThan(5);
  expect(mine.filter((term) => theirs.includes(term))).toEqual([]);
});

test("with another server secret nothing can be decrypted or found", async () => {
  const tenant = await newTenant(app);
  const { flushed, user_id } = await talkative(tenant);
  const dataDir = await mkdtemp(join(tmpdir(), "rookery-test-"));
  // Without its fingerprint, the database accepts a server with another secret.
  await database.execute(sql`delete from server_secret`);
  const thief = await openServices(
    { ...services.config, dataDir },
    database,
    pino({ level: "silent" }),
    clock,
  );
  const stolen = await openApp(thief);
  onTestFinished(async () => {
    await stolen.close();
    await thief.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const get = (path: string) => callMemory(stolen, tenant.apiKey, "GET", path);
  expect((await get(`/memory/interactions/${flushed}`)).status).toBe(500);
  expect((await get("/users?external_ref=zephyr-77")).body.users).toEqual([]);
  const asked = { user_id, query: "Ouagadougou", include_facts: false };
  // A query dates words on the person's clock, and their time zone can't be read.
  const queried = await callMemory(stolen, tenant.apiKey, "POST", "/memory/query", asked);
  expect([queried.status, queried.body.memories]).toEqual([500, undefined]);
});

test("exchanges and facts of a tenant with its own key can be read with that key only", async () => {
  const tenant = await newTenant(app, { encryption_mode: "byok" });
  const { user_id, conversation_id, flushed } = await talkative(tenant, ownKey(7));
  const said = { user_id, conversation_id, user_message: "Hello", agent_response: "" };
  const calls: [string, string, object?][] = [
    ["GET", `/memory/interactions/${flushed}`],
    ["GET", `/memory/interactions?user_id=${user_id}`],
    ["POST", "/memory/query", { user_id, query: "Ouagadougou" }],
    ["GET", `/memory/facts?user_id=${user_id}`],
    ["GET", `/users/${user_id}/export`],
    ["POST", "/memory/ingest", said],
  ];
  for (const [method, path, body] of calls) {
    const done = method === "POST" && path.endsWith("ingest") ? 201 : 200;
    expect([path, (await tenant.call(method, path, body, ownKey(7))).status]).toEqual([path, done]);
    for (const headers of [{}, ownKey(8), { "x-encryption-key": "short" }, { "x-encryption-key": "" }]) {
      const refused = await tenant.call(method, path, body, headers);
      expect([path, headers, refused.status, refused.body.error]).toEqual([
        path,
        headers,
        400,
        "Bad Request",
      ]);
      expect(refused.text).not.toContain("Ouagadougou");
    }
  }
  const stolen = await dump(database);
  const key = Buffer.alloc(32, 7);
  expect(
    [key.toString("latin1"), key.toString("base64"), key.toString("hex")].filter((k) => stolen.includes(k)),
  ).toEqual([]);
  // The server's own secret does not decrypt them.
  const { organizationId, sealed } = await database.one<{ organizationId: number; sealed: Buffer }>(
    sql`select organization_id as "organizationId", sealed from interactions where id = ${flushed}`,
  );
  const record = { id: tenant.tenantId, organizationId, keyVersion: 1, byokCheck: null, settings: {} };
  const platform = await services.keychain.platform(database, record as never);
  expect(() => platform.open(flushed, sealed)).toThrow();
});

test("a tenant's own key is accepted only in its header, never in a URL or a body", async () => {
  const tenant = await newTenant(app, { encryption_mode: "byok" });
  const { user_id, conversation_id } = await talkative(tenant, ownKey(7));
  const encryption_key = ownKey(7)["x-encryption-key"];
  const inBody = { user_id, conversation_id, user_message: "x", agent_response: "", encryption_key };
  const inAddress = `/memory/interactions?user_id=${user_id}&encryption_key=${encodeURIComponent(encryption_key)}`;
  expect((await tenant.call("POST", "/memory/ingest", inBody)).body.message).toContain("x-encryption-key");
  expect((await tenant.call("GET", inAddress)).status).toBe(400);
  const once = { ...inBody, encryption_key: undefined, idempotency_key: "k" };
  expect((await tenant.call("POST", "/memory/ingest", once, ownKey(7))).body.message).toContain(
    "idempotency-key",
  );
});
