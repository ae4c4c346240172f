import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { byteaArray } from "./bytea-array.ts";

const { database } = await freshDatabase();

test("PostgreSQL reads the bytes of each value, empty ones and nulls", async () => {
  const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const values = [Buffer.from('{"\\,}'), null, Buffer.alloc(0), allBytes, Buffer.alloc(100_000, 7)];
  const rows = await database.query<{ value: Buffer | null }>(
    sql`select value from unnest(${byteaArray(values)}::bytea[]) with ordinality as u(value, place) order by place`,
  );
  expect(rows.map(({ value }) => value)).toEqual(values);
});

test("an empty list has no values", async () => {
  const found = await database.one(
    sql`select cardinality(${byteaArray([])}::bytea[]) as values, '\\x00'::bytea = any(${byteaArray([])}::bytea[]) as found`,
  );
  expect(found).toEqual({ values: 0, found: false });
});
