import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { carriedTables, leftBehind } from "./tables.ts";

const { database } = await freshDatabase();

test("every table with data of organizations is carried, or stays behind for a reason", async () => {
  const tables = await database.query<{ name: string }>(sql`
    select distinct table_name::text as name from information_schema.columns
    where table_schema = 'public' and column_name in ('organization_id', 'library_id', 'user_id', 'delivery_id', 'upload_id')`);
  const decided = [...carriedTables.map(({ name }) => name), ...Object.keys(leftBehind)];
  expect(tables.map(({ name }) => name).filter((name) => !decided.includes(name))).toEqual([]);
});
