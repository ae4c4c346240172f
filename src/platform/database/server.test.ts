import { expect, test } from "vitest";
import { emptyDatabase } from "../../../test/support/postgres/database.ts";
import { openServerProxy } from "../../../test/support/processes/server-proxy.ts";
import { type Connection, openDatabase } from "./database.ts";
import { awaitServer, unsupported } from "./server.ts";
import { isStartupError } from "./startup-error.ts";

const { database, connection } = await emptyDatabase();

async function refusal(connection: Connection): Promise<string> {
  const database = openDatabase(connection, { connectTimeoutMs: 100 });
  const error = await awaitServer(database, 200).catch((error) => error);
  await database.close();
  expect(isStartupError(error)).toBe(true);
  return error.message;
}

test("a running, supported server is accepted", async () => {
  await awaitServer(database, 0);
});

test("a server that starts late is waited for", async () => {
  const proxy = await openServerProxy(connection);
  proxy.freeze();
  const late = openDatabase(proxy.connection, { connectTimeoutMs: 100 });
  const waiting = awaitServer(late, 10_000);
  await proxy.connections(2);
  proxy.thaw();
  await waiting;
  await late.close();
  await proxy.close();
});

test("an unreachable server gives a startup error with advice", async () => {
  const message = await refusal("postgres://someone:secret@127.0.0.1:1/rookery");
  expect(message).toContain("Is the server in DATABASE_URL running and reachable from here?");
  expect(message).not.toContain("secret");
});

test("a missing database gives a startup error with advice", async () => {
  const elsewhere =
    typeof connection === "string"
      ? new URL("/absent", connection).href
      : { ...connection, database: "absent" };
  expect(await refusal(elsewhere)).toContain("Create it");
});

test("PostgreSQL 14 with UTF-8 is accepted; older versions and other encodings are refused", () => {
  expect(unsupported({ version: 140_000, encoding: "UTF8" })).toBeUndefined();
  expect(unsupported({ version: 130_023, encoding: "UTF8" })).toContain(
    "PostgreSQL 13; Rookery needs 14 or newer",
  );
  expect(unsupported({ version: 180_004, encoding: "SQL_ASCII" })).toContain("encoding is SQL_ASCII");
});
