import { randomUUID } from "node:crypto";
import sql from "sql-template-tag";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { emptyDatabase } from "../../../test/support/postgres/database.ts";
import { openDatabase } from "./database.ts";
import { violates } from "./postgres-error.ts";
import { prepared, type Queryable } from "./queryable.ts";
import { isUnavailable } from "./unavailable.ts";

const { database, connection } = await emptyDatabase({ connectionsMax: 4 });
await database.execute(
  sql`CREATE TABLE account (name text CONSTRAINT account_key PRIMARY KEY, balance int8 NOT NULL)`,
);

const open = async (balance: number) => {
  const name = randomUUID();
  await database.execute(sql`INSERT INTO account VALUES (${name}, ${balance})`);
  return name;
};
const balanceOf = async (name: string, on: Queryable = database) =>
  (await on.one<{ balance: number }>(sql`SELECT balance FROM account WHERE name = ${name}`)).balance;
const setBalance = (name: string, balance: number, on: Queryable = database) =>
  on.execute(sql`UPDATE account SET balance = ${balance} WHERE name = ${name}`);
const sleeping = sql`SELECT pg_sleep(60)`;

describe("statements", () => {
  test("values are parsed to the types that store functions declare", async () => {
    const row = await database.one(sql`
      SELECT ${2 ** 53 - 1}::int8 AS count, ARRAY[1, NULL, 3]::int8[] AS counts, date '2026-03-29' AS day,
             timestamptz '2026-03-29 02:30:00+00' AS at, 1.10::numeric AS price, '{"a": [1]}'::jsonb AS json`);
    expect(row).toEqual({
      count: 2 ** 53 - 1,
      counts: [1, null, 3],
      day: "2026-03-29",
      at: new Date("2026-03-29T02:30:00Z"),
      price: "1.10",
      json: { a: [1] },
    });
  });

  test("an int8 beyond the safe integers fails the query instead of being rounded", async () => {
    await expect(database.query(sql`SELECT 9007199254740992::int8`)).rejects.toThrow("9007199254740992");
    await expect(database.query(sql`SELECT ARRAY[-9007199254740992]::int8[]`)).rejects.toThrow(
      "-9007199254740992",
    );
    expect(await database.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  test("one() requires one row, maybe() at most one, and execute() counts changed rows", async () => {
    const none = sql`SELECT 1 WHERE false`;
    const two = sql`SELECT generate_series(1, 2)`;
    await expect(database.one(none)).rejects.toThrow("One row expected, got none");
    await expect(database.one(two)).rejects.toThrow("At most one row expected, got 2");
    await expect(database.maybe(two)).rejects.toThrow("At most one row expected, got 2");
    expect(await database.maybe(none)).toBeUndefined();
    expect(await setBalance(await open(1), 2)).toBe(1);
    expect(await setBalance("nobody", 2)).toBe(0);
  });

  test("a named statement is prepared once per connection, and its name keeps one text", async () => {
    const direct = openDatabase(connection); // a pooler gets no names
    onTestFinished(() => direct.close());
    await direct.transaction(async (tx) => {
      const double = (value: number) => prepared("double", sql`SELECT ${value}::int * 2 AS doubled`);
      expect(await tx.one(double(4))).toEqual({ doubled: 8 });
      expect(await tx.one(double(5))).toEqual({ doubled: 10 });
      expect(
        await tx.query(sql`SELECT name FROM pg_prepared_statements WHERE name <> 'enter-organization'`),
      ).toEqual([{ name: "double" }]);
      await expect(tx.query(prepared("double", sql`SELECT 1`))).rejects.toThrow("double");
    });
  });

  test("violates() recognises the named constraint only", async () => {
    const name = await open(1);
    const again = await database
      .execute(sql`INSERT INTO account VALUES (${name}, 1)`)
      .catch((error) => error);
    expect(violates(again, "account_key")).toBe(true);
    expect(violates(again, "other_key")).toBe(false);
    expect(violates(new Error("account_key"), "account_key")).toBe(false);
  });

  test("a statement that takes too long is cancelled", async () => {
    const impatient = openDatabase(connection, { statementTimeoutMs: 50 });
    await expect(impatient.query(sleeping)).rejects.toMatchObject({ code: "57014" });
    await impatient.close();
  });
});

describe("transactions", () => {
  test("a transaction commits everything or nothing", async () => {
    const name = await open(1);
    await database.transaction((tx) => setBalance(name, 2, tx));
    expect(await balanceOf(name)).toBe(2);
    const failing = database.transaction(async (tx) => {
      await setBalance(name, 3, tx);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await balanceOf(name)).toBe(2);
  });

  test("a transaction that swallowed a failed statement throws at commit", async () => {
    const name = await open(1);
    const swallowing = database.transaction(async (tx) => {
      await setBalance(name, 2, tx);
      await tx.query(sql`SELECT 1 / 0`).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow("rolled the transaction back");
    expect(await balanceOf(name)).toBe(1);
  });

  test("a statement after the end of its transaction throws", async () => {
    const escaped = await database.transaction(async (tx) => tx);
    await expect(escaped.query(sql`SELECT 1`)).rejects.toThrow("after its transaction ended");
  });

  test("transactions that fail to serialize are retried until all succeed", async () => {
    const name = await open(0);
    const allHaveRead = Promise.withResolvers<void>();
    let reads = 0;
    const increment = () =>
      database.transaction(async (tx) => {
        const balance = await balanceOf(name, tx);
        if (++reads === 3) allHaveRead.resolve();
        await allHaveRead.promise;
        await setBalance(name, balance + 1, tx);
      }, "serializable");
    await Promise.all([increment(), increment(), increment()]);
    expect(await balanceOf(name)).toBe(3);
    expect(reads).toBeGreaterThan(3);
  });

  test("two transactions that deadlock both succeed", async () => {
    const [left, right] = [await open(0), await open(0)];
    const bothHoldOne = Promise.withResolvers<void>();
    let holding = 0;
    const lockBoth = (first: string, second: string) =>
      database.transaction(async (tx) => {
        await setBalance(first, 1, tx);
        if (++holding === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await setBalance(second, 1, tx);
      });
    await Promise.all([lockBoth(left, right), lockBoth(right, left)]);
    expect(holding).toBe(3);
  });

  test("a transaction fails after five attempts", async () => {
    const work = vi.fn(async (tx: Queryable) => {
      await tx.query(sql`DO $$ BEGIN RAISE serialization_failure; END $$`);
    });
    await expect(database.transaction(work)).rejects.toMatchObject({ code: "40001" });
    expect(work).toHaveBeenCalledTimes(5);
  });
});

describe("lost connections", () => {
  const terminate = (pid: number) => database.query(sql`SELECT pg_terminate_backend(${pid})`);

  test("a connection lost during a transaction fails it, and the next transaction works", async () => {
    const name = await open(1);
    const cut = database.transaction(async (tx) => {
      await setBalance(name, 2, tx);
      const { pid } = await tx.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      await terminate(pid);
      await tx.query(sql`SELECT 1`);
    });
    await expect(cut).rejects.toThrow();
    expect(await balanceOf(name)).toBe(1);
  });

  test("every error of a lost connection tells that the database was away, also of statements after it", async () => {
    const errors: unknown[] = [];
    const noted = (error: unknown) => void errors.push(error);
    await database
      .transaction(async (tx) => {
        const { pid } = await tx.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
        await terminate(pid);
        await tx.query(sql`SELECT 1`).catch(noted);
        await tx.query(sql`SELECT 2`).catch(noted);
      })
      .catch(noted);
    expect(errors).toHaveLength(3);
    expect(errors.filter((error) => !isUnavailable(error))).toEqual([]);
  });

  test("losing an idle connection does not end the process", async () => {
    const warn = vi.fn();
    const other = openDatabase(connection, { log: { warn } });
    const { pid } = await other.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
    await terminate(pid);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(expect.stringContaining("connection was lost")));
    expect(await other.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await other.close();
  });

  test("a closed database rejects queries, and closing twice is harmless", async () => {
    const other = openDatabase(connection);
    await Promise.all([other.close(), other.close()]);
    await expect(other.query(sql`SELECT 1`)).rejects.toThrow();
    await expect(other.listen("channel", { onMessage: () => {} })).rejects.toThrow("closed");
  });
});
