import sql from "sql-template-tag";
import { afterAll, expect, test, vi } from "vitest";
import { emptyDatabase } from "../../../test/support/postgres/database.ts";
import { openServerProxy } from "../../../test/support/processes/server-proxy.ts";
import { openDatabase } from "./database.ts";

const { database, connection } = await emptyDatabase();
const proxy = await openServerProxy(connection);
const warn = vi.fn();
const remote = openDatabase(proxy.connection, { connectTimeoutMs: 500, log: { warn } });
afterAll(async () => {
  await remote.close();
  await proxy.close();
});

const notify = (channel: string, payload: string) =>
  database.query(sql`SELECT pg_notify(${channel}, ${payload})`);

const listeners = () =>
  database.query<{ pid: number }>(sql`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`);

function recorder() {
  const events: string[] = [];
  const record = (event: string) => void events.push(event);
  return { events, onMessage: record, onState: record };
}

test("listeners get the messages of their channel in order, over one shared connection", async () => {
  const [keys, assets] = [recorder(), recorder()];
  await Promise.all([remote.listen("keys", keys), remote.listen('"Assets" of; everyone', assets)]);
  for (const payload of ["1", "2", "3"]) await notify("keys", payload);
  await notify('"Assets" of; everyone', "4");
  await vi.waitFor(() => expect(assets.events).toEqual(["up", "4"]), 10_000);
  expect(keys.events).toEqual(["up", "1", "2", "3"]);
  expect(await listeners()).toHaveLength(1);
});

test("a stopped listener gets no more messages", async () => {
  const [stopped, other] = [recorder(), recorder()];
  const stop = await remote.listen("stopping", stopped);
  await remote.listen("stopping", other);
  stop();
  await notify("stopping", "late");
  await vi.waitFor(() => expect(other.events).toContain("late"), 10_000);
  expect(stopped.events).toEqual(["up"]);
});

test("an error of one listener is logged, and the others still get the message", async () => {
  const onMessage = () => {
    throw new Error("broken listener");
  };
  const other = recorder();
  await remote.listen("throwing", { onMessage });
  await remote.listen("throwing", other);
  await notify("throwing", "still here");
  await vi.waitFor(() => expect(other.events).toContain("still here"), 10_000);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("broken listener"));
});

test("a lost connection is reported as down, then up, and messages arrive again", async () => {
  const cache = recorder();
  await remote.listen("cut", cache);
  await Promise.all(
    (await listeners()).map(({ pid }) => database.query(sql`SELECT pg_terminate_backend(${pid})`)),
  );
  await vi.waitFor(() => expect(cache.events).toEqual(["up", "down", "up"]), 10_000);
  await notify("cut", "again");
  await vi.waitFor(() => expect(cache.events.at(-1)).toBe("again"), 10_000);
});

test("a server that disappears without closing the connection is noticed, and all listeners reconnect", async () => {
  const [keys, assets] = [recorder(), recorder()];
  await remote.listen("vanishing", keys);
  proxy.freeze();
  await vi.waitFor(() => expect(keys.events).toEqual(["up", "down"]), { timeout: 7_000 });
  const late = remote.listen("vanishing", assets);
  proxy.thaw();
  await late;
  await vi.waitFor(() => expect(keys.events).toEqual(["up", "down", "up"]), 10_000);
  expect(assets.events).toEqual(["up"]);
  await notify("vanishing", "back");
  await vi.waitFor(
    () => expect([keys.events.at(-1), assets.events.at(-1)]).toEqual(["back", "back"]),
    10_000,
  );
}, 20_000);

test("closing while the server is away stops listening and rejects pending calls", async () => {
  const other = openDatabase({ host: "/nowhere" });
  const waiting = other.listen("never", recorder());
  await Promise.all([expect(waiting).rejects.toThrow("closed"), other.close()]);
});
