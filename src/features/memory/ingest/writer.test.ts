import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { lockUser } from "../users/store.ts";
import type { InteractionToInsert } from "./store.ts";

const { app, services, database, clock } = await testApp();
const { interactionWriter } = services;

/** A user, of a new tenant if none is given, and what the writer needs to store exchanges of theirs. */
async function destination(of?: Awaited<ReturnType<typeof newTenant>>) {
  const tenant = of ?? (await newTenant(app));
  const { userId, conversationId } = await tenant.newUser();
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from memory_users where id = ${userId}`,
  );
  const state = (await services.tenantOfOrganization(organizationId))?.state as string;
  const to = { organizationId, state, userId, keyVersion: 1, batchSize: 1_000, notifies: false };
  const row = (id: string, more: Partial<InteractionToInsert> = {}): InteractionToInsert => ({
    id: `${userId} ${id}`,
    conversationId,
    saidAt: clock.now(),
    ingestedAt: clock.now(),
    unlearned: false,
    userLength: 1,
    agentLength: 1,
    cues: 0,
    terms: Buffer.alloc(0),
    sealed: Buffer.from("sealed"),
    sealedSha256: Buffer.alloc(32),
    ...more,
  });
  const stored = () =>
    database.query<{ id: string; ordinal: number; commit: string }>(
      sql`select substr(id, ${userId.length + 2}) as id, ordinal, xmin::text as commit
          from interactions where user_id = ${userId} order by ordinal`,
    );
  return { to, row, stored };
}

async function twoUsers() {
  const tenant = await newTenant(app);
  return [await destination(tenant), await destination(tenant)] as const;
}

test("exchanges that arrive together share a commit, in the order of their arrival", async () => {
  const { to, row, stored } = await destination();
  const ids = ["a", "b", "c", "d", "e"];
  const sizes = await Promise.all(ids.map((id) => interactionWriter.write(to, row(id))));
  expect(sizes).toEqual([1, 2, 3, 4, 5]);
  const rows = await stored();
  expect(rows.map(({ id, ordinal }) => [id, ordinal])).toEqual(ids.map((id, i) => [id, i]));
  expect(new Set(rows.map(({ commit }) => commit)).size).toBe(1);
});

test("a user whose row is locked does not hold up other users, and keeps the order of exchanges", async () => {
  const [ada, bo] = await twoUsers();
  let writing: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await lockUser(tx, ada.to.organizationId, ada.to.userId);
    writing = Promise.all(["a", "b"].map((id) => interactionWriter.write(ada.to, ada.row(id))));
    expect(await interactionWriter.write(bo.to, bo.row("c"))).toBe(1);
    const later = interactionWriter.write(ada.to, ada.row("d"));
    writing = Promise.all([writing, later]);
    expect(await interactionWriter.write(bo.to, bo.row("e"))).toBe(2);
    expect(await ada.stored()).toEqual([]);
  });
  expect(await writing).toEqual([[1, 2], 3]);
  expect((await ada.stored()).map(({ id }) => id)).toEqual(["a", "b", "d"]);
});

test("exchanges of a tenant's users share a commit, each user with an order of their own", async () => {
  const users = await twoUsers();
  const ids = ["a", "b", "c"];
  const sizes = await Promise.all(
    ids.flatMap((id) => users.map(({ to, row }) => interactionWriter.write(to, row(id)))),
  );
  expect(sizes).toEqual([1, 1, 2, 2, 3, 3]);
  const rows = await Promise.all(users.map(({ stored }) => stored()));
  for (const own of rows)
    expect(own.map(({ id, ordinal }) => [id, ordinal])).toEqual(ids.map((id, i) => [id, i]));
  expect(new Set(rows.flat().map(({ commit }) => commit)).size).toBe(1);
});

test("of users that share a commit, one that is gone or whose exchange can't be stored fails alone", async () => {
  const [ada, bo] = await twoUsers();
  const gone = { ...ada.to, userId: "usr_gone" };
  const answers = await Promise.allSettled([
    interactionWriter.write(ada.to, ada.row("a")),
    interactionWriter.write(gone, ada.row("b")),
    interactionWriter.write(bo.to, bo.row("c", { conversationId: "conv_unknown" })),
    interactionWriter.write(bo.to, bo.row("d")),
  ]);
  expect(
    answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason.code)),
  ).toEqual([1, undefined, "23503", 1]);
});

test("a statement carries a bounded number of bytes", async () => {
  const { to, row, stored } = await destination();
  const sealed = Buffer.alloc(400_000);
  const ids = ["a", "b", "c", "d", "e"];
  await Promise.all(ids.map((id) => interactionWriter.write(to, row(id, { sealed }))));
  const commits = (await stored()).map(({ id, commit }) => ({ id, commit }));
  const shared = [...Map.groupBy(commits, ({ commit }) => commit).values()].map((some) =>
    some.map(({ id }) => id),
  );
  expect(shared).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

test("of exchanges that share a commit, one that can't be stored fails alone", async () => {
  const { to, row, stored } = await destination();
  const rows = [row("a"), row("b"), row("c", { conversationId: "conv_unknown" }), row("d"), row("e")];
  const answers = await Promise.allSettled(rows.map((one) => interactionWriter.write(to, one)));
  expect(
    answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason.code)),
  ).toEqual([1, 2, "23503", 3, 4]);
  expect((await stored()).map(({ id }) => id)).toEqual(["a", "b", "d", "e"]);
});

test("of exchanges that share a commit and an Idempotency-Key, the first is stored", async () => {
  const { to, row, stored } = await destination();
  const once = { keyHash: Buffer.alloc(32, 1), requestHash: Buffer.alloc(32, 2) };
  const rows = [row("a"), row("b", { once }), row("c", { once }), row("d")];
  const answers = await Promise.allSettled(rows.map((one) => interactionWriter.write(to, one)));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect((await stored()).map(({ id }) => id)).toEqual(["a", "b", "d"]);
});

test("an exchange is not answered before its commit", async () => {
  const { to, row, stored } = await destination();
  let answered = false;
  let writing: Promise<unknown> | undefined;
  await database.transaction(async (tx) => {
    await lockUser(tx, to.organizationId, to.userId);
    writing = interactionWriter.write(to, row("a")).then(() => {
      answered = true;
    });
    // Jobs may wait for other locks meanwhile.
    const waiting = sql`select 1 from pg_locks join pg_stat_activity using (pid)
                        where not granted and datname = current_database() and query like 'with rows as (%'`;
    await vi.waitFor(async () => expect(await database.query(waiting)).not.toHaveLength(0), 10_000);
    expect([answered, await stored()]).toEqual([false, []]);
  });
  await writing;
  expect(await stored()).toHaveLength(1);
});
