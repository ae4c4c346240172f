import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { tenantOf } from "../tenants/store.ts";
import { wordTerm } from "../terms/exchange-terms.ts";
import { userState } from "../users/store.ts";
import { openPostings } from "./posting-cache.ts";

const { app, services, database, clock } = await testApp();

/** A user, and a cache of postings such as another process has. */
async function remembering() {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from memory_users where id = ${userId}`,
  );
  const sealing = await services.keychain.platform(
    database,
    await tenantOf(database, organizationId, clock.now()),
  );
  const postings = openPostings();
  const current = async () => {
    const user = await userState(database, organizationId, userId);
    if (!user) throw new Error("no such user");
    return user;
  };
  const having = async (
    word: string,
    user: Awaited<ReturnType<typeof current>>,
    db: Queryable = database,
  ) => {
    const found = await postings.of(db, user, new Map([[word, sealing.term(wordTerm(word))]]));
    return [...(found.postings.get(word)?.ordinals ?? [])];
  };
  return {
    current,
    having,
    say: async (words: string) =>
      (await tenant.ingest(userId, conversationId, words)).body.interaction_id as string,
    flush: () => tenant.call("POST", "/memory/flush", { user_id: userId }),
    edit: (id: string, words: string) =>
      tenant.call("PATCH", `/memory/interactions/${id}`, { user_message: words }),
    forget: (id: string) => tenant.call("DELETE", `/memory/interactions/${id}`),
  };
}

test("remembered postings have what was stored, flushed, edited and erased since, whoever did it", async () => {
  const { current, having, say, flush, edit, forget } = await remembering();
  const first = await say("My violin is old");
  await flush();
  const before = await current();
  expect(await having("violin", before)).toEqual([0]);
  const check = async (expected: number[]) => {
    // A query that read the user before the change finds the same as one that reads it now.
    expect(await having("violin", before)).toEqual(expected);
    expect(await having("violin", await current())).toEqual(expected);
  };
  const second = await say("The violin has a new bow");
  await check([0, 1]);
  await flush();
  await check([0, 1]);
  await edit(second, "The cello has a new bow");
  await check([0]);
  await flush();
  await check([0]);
  await forget(first);
  await check([]);
});

test("postings of words that were asked for before are not read again until the index changes", async () => {
  const { current, having, say, flush } = await remembering();
  await say("My violin is old");
  await flush();
  const received: number[] = [];
  const counting: Queryable = {
    ...database,
    query: async (statement) => {
      const rows = await database.query<{ term?: Buffer | null }>(statement);
      received.push(rows.filter(({ term }) => term).length);
      return rows as never;
    },
  };
  for (const word of ["violin", "violin", "harp", "violin"]) await having(word, await current(), counting);
  await say("Another violin");
  await flush();
  await having("violin", await current(), counting);
  expect(received).toEqual([1, 0, 0, 0, 1]);
});
