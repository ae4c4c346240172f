import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { databaseUrl } from "../../../test/support/postgres/database-url.ts";
import { openDatabase } from "./database.ts";
import { prepared, unscoped } from "./queryable.ts";
import { mayRead, prepareReaderRole } from "./reader-role.ts";

const { database } = await freshDatabase({ connectionsMax: 1 });
for (const slug of ["mine", "theirs"])
  await database.execute(sql`insert into organizations (slug, created_at) values (${slug}, now())`);
const { id } = await database.one<{ id: number }>(sql`select id from organizations where slug = 'mine'`);
const reading = database.readingFor(id);
const slugs = sql`select slug from organizations order by slug`;
const mine = [{ slug: "mine" }];
const both = [{ slug: "mine" }, { slug: "theirs" }];

test("a statement without WHERE sees the rows of its organization only", async () => {
  expect(await reading.query(slugs)).toEqual(mine);
  expect(await reading.query(prepared("all-slugs", slugs))).toEqual(mine);
  expect(await reading.query(prepared("all-slugs", slugs))).toEqual(mine);
});

test("the next statement on the same connection is free of it", async () => {
  await reading.query(slugs);
  expect(await database.query(slugs)).toEqual(both);
  expect(await database.query(prepared("all-slugs", slugs))).toEqual(both);
  const state = sql`select current_user = session_user as "isOwner", current_setting('rookery.organization', true) as organization`;
  expect(await database.one(state)).toEqual({ isOwner: true, organization: "" });
});

test("a transaction reads for its organization to its end", async () => {
  await reading.transaction(async (tx) => {
    expect(await tx.query(slugs)).toEqual(mine);
    expect(await tx.query(prepared("all-slugs", slugs))).toEqual(mine);
  });
  expect(await database.query(slugs)).toEqual(both);
});

test("a statement that reads for an organization can't write", async () => {
  const update = sql`update organizations set name = 'x'`;
  await expect(reading.execute(update)).rejects.toMatchObject({ code: "42501" });
  await expect(reading.transaction((tx) => tx.execute(update))).rejects.toMatchObject({ code: "42501" });
  expect(await database.query(slugs)).toEqual(both);
});

test("a failed statement is prepared again", async () => {
  const divided = (by: number) => prepared("divided", sql`select 1 / ${by}::int as result`);
  await expect(reading.query(divided(0))).rejects.toMatchObject({ code: "22012" });
  expect(await reading.query(divided(1))).toEqual([{ result: 1 }]);
  const missing = prepared("missing", sql`select 1 from missing_table`);
  await expect(reading.query(missing)).rejects.toMatchObject({ code: "42P01" });
  await expect(reading.query(missing)).rejects.toMatchObject({ code: "42P01" });
  expect(await reading.query(slugs)).toEqual(mine);
});

test("statements taken out of row-level security see all rows", async () => {
  expect(await reading.query(unscoped(slugs))).toEqual(both);
});

test("a database user that can't become the reader reads without row-level security", async () => {
  const { database: owner, connection } = await freshDatabase();
  const user = `plain_${randomBytes(6).toString("hex")}`;
  await owner.pool.query(
    `create role ${user} login password 'plain'; grant select on organizations to ${user}`,
  );
  const url = new URL(databaseUrl(connection));
  url.username = user;
  url.password = "plain";
  const plain = openDatabase(url.href);
  try {
    await plain.execute(sql`select 1`);
    await prepareReaderRole(plain);
    expect(await mayRead(plain)).toBe(false);
    expect(await plain.readingFor(1).query(sql`select current_user::text as name`)).toEqual([{ name: user }]);
    await owner.pool.query(`grant rookery_reader to ${user}`);
    expect(await mayRead(plain)).toBe(true);
  } finally {
    await plain.close();
    await owner.pool.query(`drop owned by ${user}; drop role ${user}`);
  }
});

test("statements that read for several organizations at once do not mix", async () => {
  const { database: pool } = await freshDatabase({ connectionsMax: 3 });
  for (const slug of ["a", "b", "c"])
    await pool.execute(sql`insert into organizations (slug, created_at) values (${slug}, now())`);
  const all = await pool.query<{ id: number; slug: string }>(sql`select id, slug from organizations`);
  const seen = await Promise.all(
    Array.from({ length: 300 }, (_, n) => {
      const { id, slug } = all[n % all.length] as { id: number; slug: string };
      const statement = sql`select slug from organizations`;
      return pool
        .readingFor(id)
        .query<{ slug: string }>(n % 2 ? prepared("slugs", statement) : statement)
        .then((rows) => rows.map((row) => row.slug).join() === slug);
    }),
  );
  expect(seen).not.toContain(false);
});
