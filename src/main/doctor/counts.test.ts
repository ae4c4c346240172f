import sql, { raw, type Sql } from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { flushUser } from "../../features/memory/ingest/flush.ts";
import { openRawStore } from "../open-store.ts";
import { examine } from "./examine.ts";

const { app, services, database } = await testApp();
const patient = { database, blobs: await openRawStore(services.config), dataDir: services.config.dataDir };
const look = (more: { fix?: boolean } = {}) => examine(patient, { fix: false, quick: false, ...more });
const healthy = { healthy: true, problems: [] };

const agent = await newAgent(app);
const blackbird = (await agent.upload({ "blackbird.png": await picture() })).data.assets[0].id;
const wren = (await agent.upload({ "wren.png": await picture() })).data.assets[0].id;
await agent.request("POST", `${agent.library}/assets/tag`, {
  assetIds: [blackbird, wren],
  tags: ["Bird", "Small"],
});
await agent.request("DELETE", `${agent.library}/assets`, { ids: [wren] });
const tenant = await newTenant(app);
const { userId, conversationId } = await tenant.newUser();
for (const said of ["My bicycle is called Rosinante.", "I live in Porto."])
  await tenant.ingest(userId, conversationId, said);
await flushUser(services, userId);
await tenant.ingest(userId, conversationId, "My sister is a nurse.");

const damages: [string, Sql][] = [
  ["counts of assets", sql`update asset_runs set assets = assets + 3, trashed = 2`],
  ["lost counts of assets", sql`delete from asset_runs`],
  ["counts of tags", sql`update library_tags set assets = assets + 1`],
  ["lost counts of tags", sql`delete from library_tags`],
  ["words of search", sql`delete from search_words where word like 'b%'`],
  ["marks of search", sql`update search_words set marks = ~marks`],
  ["words for typos", sql`delete from search_vocabulary`],
  ["buffers of users", sql`update memory_users set buffered = buffered + 2`],
  ["the next number of an exchange", sql`update memory_users set next_ordinal = 0`],
  ["counts of conversations", sql`update conversations set message_count = 77`],
  ["the index of memory", sql`delete from memory_postings where block = 0 and term > '\\x80'`],
  ["entries of the index of memory", sql`update memory_postings set data = data || data`],
];

test.each(damages)("wrong %s are found, and made anew from what they count", async (_name, damage) => {
  const told = async () => [
    (await agent.get(`/organizations/${agent.organizationId}/libraries`)).text,
    (await agent.get(`${agent.library}/tags`)).text,
    (await agent.get(`/organizations/${agent.organizationId}/search/assets?q=blackbrd`)).data.assets,
    (await tenant.call("POST", "/memory/query", { user_id: userId, query: "bicycle Rosinante" })).body
      .memories,
    (await tenant.call("GET", `/conversations/${conversationId}`)).text,
  ];
  const tables = ["asset_runs", "library_tags", "search_words", "memory_postings"];
  const before = [await told(), await digests(tables)];
  await database.execute(damage);
  const found = await look();
  expect(found.healthy).toBe(false);
  expect(found.problems).toHaveLength(1);
  expect((await look({ fix: true })).healthy).toBe(true);
  expect([await told(), await digests(tables)]).toEqual(before);
  expect(await look()).toEqual(healthy);
});

/** The content of tables, without counts that are 0. */
async function digests(tables: readonly string[]): Promise<unknown> {
  const rows = [];
  for (const table of tables)
    rows.push(await database.query(sql`select to_jsonb(t)::text as row from ${raw(table)} t order by 1`));
  return rows;
}

test("an index that was left unfinished is rebuilt, and one that contradicts its table", async () => {
  await database.execute(
    sql`update pg_index set indisvalid = false where indexrelid = 'assets_of_organization'::regclass`,
  );
  await database.execute(
    sql`create function half(n int) returns int immutable language sql as 'select n / 2'`,
  );
  await database.execute(sql`create table counted as select n from generate_series(1, 100) as n`);
  await database.execute(sql`create index counted_half on counted (half(n))`);
  // From now on the index holds what the function no longer gives.
  await database.execute(
    sql`create or replace function half(n int) returns int immutable language sql as 'select n / 2 + 1000'`,
  );
  const found = await look();
  expect(found.problems).toMatchObject([
    { examples: ["public.assets_of_organization"] },
    { examples: [expect.stringContaining("counted_half")] },
  ]);
  // What a rebuild leaves that was broken off, of its new and of its former index.
  for (const name of ["counted_ccnew", "counted_ccold1"]) {
    await database.execute(sql`create index ${raw(name)} on counted (n)`);
    await database.execute(sql`update pg_index set indisvalid = false where indexrelid = ${name}::regclass`);
  }
  expect((await look({ fix: true })).healthy).toBe(true);
  expect(await look()).toEqual(healthy);
  expect(await database.query(sql`select 1 from pg_class where relname like 'counted_cc%'`)).toEqual([]);
  expect(await database.query(sql`select 1 from pg_extension where extname = 'amcheck'`)).toEqual([]);
  await database.execute(sql`drop table counted`);
});
