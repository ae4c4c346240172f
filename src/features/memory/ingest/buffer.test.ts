import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { tendUser } from "../users/store.ts";
import { flushQuiet } from "./flush.ts";

const { app, services, clock, database } = await testApp({ workers: true });

const buffered = async (tenant: TestTenant, userId: string) =>
  (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=100`)).body.interactions
    .filter((one: { buffered: boolean }) => one.buffered)
    .map((one: { user_message: string }) => one.user_message)
    .toReversed();

test("a buffer that reaches batch_size is flushed, and later exchanges wait for the next flush", async () => {
  const tenant = await newTenant(app, { batch_size: 4 });
  const { userId, conversationId } = await tenant.newUser();
  for (let i = 1; i <= 3; i++) {
    expect((await tenant.ingest(userId, conversationId, `Note ${i}`)).body.buffer_size).toBe(i);
  }
  expect(await buffered(tenant, userId)).toEqual(["Note 1", "Note 2", "Note 3"]);
  expect((await tenant.ingest(userId, conversationId, "Note 4")).body.buffer_size).toBe(4);
  await vi.waitFor(async () => expect(await buffered(tenant, userId)).toEqual([]), 10_000);
  expect((await tenant.ingest(userId, conversationId, "Note 5")).body.buffer_size).toBe(1);
  expect(await buffered(tenant, userId)).toEqual(["Note 5"]);
});

test("a buffer is flushed after ten minutes without another exchange, and not before", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "One");
  clock.advance(9 * 60_000);
  await tenant.ingest(userId, conversationId, "Two");
  clock.advance(10 * 60_000 - 5_000);
  await flushQuiet(services);
  expect(await buffered(tenant, userId)).toEqual(["One", "Two"]);
  clock.advance(5_001);
  await flushQuiet(services);
  expect(await buffered(tenant, userId)).toEqual([]);
});

test("a flush of one conversation leaves the others' exchanges in the buffer", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const second = (await tenant.call("POST", "/conversations", { user_id: userId })).body.conversation_id;
  await tenant.ingest(userId, conversationId, "Here");
  await tenant.ingest(userId, second, "There");
  const flushed = await tenant.call("POST", "/memory/flush", { user_id: userId, conversation_id: second });
  expect(flushed.body).toMatchObject({ flushed_count: 1, conversation_ids: [second] });
  expect(await buffered(tenant, userId)).toEqual(["Here"]);
});

test("counters stay exact when ingests, flushes and erasures of one user overlap", async () => {
  const tenant = await newTenant(app, { batch_size: 5 });
  const { userId, conversationId } = await tenant.newUser();
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const { interaction_id: id } = (await tenant.ingest(userId, conversationId, `Apple number${i}`)).body;
      if (i % 3 === 0) await tenant.call("POST", "/memory/flush", { user_id: userId });
      if (i % 4 === 0) await tenant.call("DELETE", `/memory/interactions/${id}`);
    }),
  );
  await vi.waitFor(async () => {
    const jobs = await database.query(
      sql`select 1 from graphile_worker.jobs where task_identifier = 'flush_memory'`,
    );
    expect(jobs).toEqual([]);
  }, 10_000);
  const counters = await database.one(
    sql`select u.buffered, (select message_count from conversations where id = ${conversationId}) as messages,
          (select count(*)::int from interactions i where i.user_id = u.id and i.buffered) as "inBuffer",
          (select count(*)::int from interactions i where i.user_id = u.id) as held
        from memory_users u where u.id = ${userId}`,
  );
  expect(counters).toEqual({
    buffered: (counters as { inBuffer: number }).inBuffer,
    messages: 30,
    inBuffer: expect.any(Number),
    held: 30,
  });
  const query = { user_id: userId, query: "apple", limit: 100 };
  expect((await tenant.call("POST", "/memory/query", query)).body.memories).toHaveLength(30);
});

test("an exchange is stored once and answered although its flush job cannot be queued", async () => {
  const tenant = await newTenant(app, { batch_size: 1 });
  const { userId, conversationId } = await tenant.newUser();
  await database.execute(sql`alter function queue_job rename to queue_job_away`);
  try {
    expect((await tenant.ingest(userId, conversationId, "Kept")).status).toBe(201);
  } finally {
    await database.execute(sql`alter function queue_job_away rename to queue_job`);
  }
  expect((await tenant.call("GET", `/memory/interactions?user_id=${userId}`)).body.total).toBe(1);
});

test("exchanges are stored and found while a flush works on the user's index, and an erasure waits for it", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from memory_users where id = ${userId}`,
  );
  const order: string[] = [];
  let erasing: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await tendUser(tx, organizationId, userId);
    expect((await tenant.ingest(userId, conversationId, "A violin lesson")).status).toBe(201);
    const query = { user_id: userId, query: "violin" };
    expect((await tenant.call("POST", "/memory/query", query)).body.memories).toHaveLength(1);
    erasing = tenant.call("DELETE", `/users/${userId}`).then(() => order.push("erased"));
    await vi.waitFor(async () => {
      const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted
                          and database = (select oid from pg_database where datname = current_database())`;
      expect(await database.query(waiting)).toHaveLength(1);
    }, 10_000);
    order.push("flushed");
  });
  await erasing;
  expect(order).toEqual(["flushed", "erased"]);
});

test("a batch that fills while a flush is queued is flushed, although that job is gone", async () => {
  const tenant = await newTenant(app, { batch_size: 1 });
  const { userId, conversationId } = await tenant.newUser();
  const dropped = sql`select 1 from graphile_worker.remove_job(${`flush ${userId}`}) as job where job.id is not null`;
  // A job runs a second after it was queued: a slow machine may be too late for the first.
  await vi.waitFor(async () => {
    await tenant.ingest(userId, conversationId, "One");
    expect(await database.query(dropped)).toHaveLength(1);
  }, 10_000);
  await tenant.ingest(userId, conversationId, "Two");
  await vi.waitFor(async () => expect(await buffered(tenant, userId)).toEqual([]), 10_000);
});
