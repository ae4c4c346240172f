import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { openServerProxy } from "../../../test/support/processes/server-proxy.ts";
import { openDatabase } from "./database.ts";
import { longTransaction } from "./store.ts";
import { isUnavailable } from "./unavailable.ts";

const { connection } = await freshDatabase();

test("statements of a server that vanished without a word are given up, and new connections are made", async () => {
  const proxy = await openServerProxy(connection);
  const remote = openDatabase(proxy.connection, { statementTimeoutMs: 2_000 });
  onTestFinished(() => Promise.all([remote.close(), proxy.close()]).then(() => {}));
  const reading = remote.readingFor(1);
  const entered = Promise.withResolvers<void>();
  const vanished = Promise.withResolvers<void>();
  const inTransaction = remote.transaction(async (tx) => {
    await tx.query(sql`SELECT 1`);
    entered.resolve();
    await vanished.promise;
  });
  await Promise.all([entered.promise, remote.query(sql`SELECT 1`), reading.query(sql`SELECT 1`)]);
  proxy.freeze();
  vanished.resolve();
  const failed = await Promise.allSettled([
    inTransaction,
    remote.query(sql`SELECT 1`),
    reading.query(sql`SELECT 1`),
  ]);
  expect(failed.map((one) => one.status === "rejected" && isUnavailable(one.reason))).toEqual([
    true,
    true,
    true,
  ]);
  proxy.thaw();
  expect(await remote.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  expect(remote.pool.totalCount).toBe(1);
});

test.each([
  ["", {}],
  [" behind a pooler", { direct: connection }],
])("a long transaction has no limit%s, neither here nor in Postgres", async (_where, more) => {
  const database = openDatabase(connection, { statementTimeoutMs: 500, ...more });
  onTestFinished(() => database.close());
  const longer = sql`SELECT 1 AS one FROM pg_sleep(1.7)`;
  expect(await longTransaction(database)((tx) => tx.query(longer))).toEqual([{ one: 1 }]);
  await expect(database.transaction((tx) => tx.query(longer))).rejects.toMatchObject({ code: "57014" });
});
