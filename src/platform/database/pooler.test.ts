import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { openDatabase } from "./database.ts";
import { prepared } from "./queryable.ts";
import { isCancelled } from "./unavailable.ts";

// With one connection, and a server in the pooler's place: what is left behind on it would be seen by the next transaction.
// `.ci/run` runs suites through PgBouncer itself.
const { connection } = await freshDatabase();

function throughPooler(statementTimeoutMs?: number) {
  const database = openDatabase(connection, {
    direct: connection,
    connectionsMax: 1,
    ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
  });
  onTestFinished(() => database.close());
  return database;
}

test("behind a pooler, nothing stays on a connection: no prepared statement, no role, no setting", async () => {
  const database = throughPooler();
  const named = prepared("named", sql`select ${1}::int as one`);
  expect(await database.one(named)).toEqual({ one: 1 });
  const reading = database.readingFor(7);
  expect(await reading.one(prepared("read", sql`select reading_organization()::int as id`))).toEqual({
    id: 7,
  });
  await reading.transaction((tx) => tx.query(named));
  expect(
    await database.one(sql`
      select (select count(*)::int from pg_prepared_statements) as prepared, current_user = session_user as "isItself",
        coalesce(current_setting('rookery.organization', true), '') as organization,
        current_setting('statement_timeout') as "limit"`),
  ).toEqual({ prepared: 0, isItself: true, organization: "", limit: "0" });
});

test("behind a pooler, a statement that takes too long ends, in a transaction and outside of one", async () => {
  const database = throughPooler(50);
  const sleeping = sql`select pg_sleep(60)`;
  await expect(database.transaction((tx) => tx.query(sleeping))).rejects.toMatchObject({ code: "57014" });
  expect(isCancelled(await database.query(sleeping).catch((error: unknown) => error))).toBe(true);
  expect(await database.one(sql`select 1 as one`)).toEqual({ one: 1 });
});

test("sessions go past the pooler, with their own limits", async () => {
  const database = throughPooler();
  const { rows } = await database.sessions.query(
    "select current_setting('jit') as jit, current_setting('statement_timeout') as limit",
  );
  expect(rows).toEqual([{ jit: "off", limit: "30s" }]);
});

// A pooler keeps them, with their name, when the process has ended: its jobs would run nowhere, and commands would wait for it to stop.
test("connections through a pooler do not have the name of the process", async () => {
  const database = throughPooler();
  const name = "select current_setting('application_name') as name";
  expect((await database.pool.query(name)).rows).toEqual([{ name: "rookery" }]);
  expect((await database.sessions.query(name)).rows).toEqual([{ name: database.instance }]);
});
