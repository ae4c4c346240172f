import { glob, readFile } from "node:fs/promises";
import sql, { raw } from "sql-template-tag";
import { expect, test } from "vitest";
import { topTags } from "../src/features/library/libraries/store.ts";
import { testApp } from "./support/app.ts";
import { furnishedTenant } from "./support/examples/furnished-tenant.ts";
import { newShelf } from "./support/examples/shelf.ts";
import { newTeam } from "./support/team.ts";

const tested = await testApp({ config: { rateLimitPerMinute: 10_000 } });
const { app, database, services } = tested;

for (let i = 0; i < 2; i++) {
  await newShelf(tested);
  await newTeam(app, services);
  await furnishedTenant(app);
}
await fillTheRest();

const organizations = await database.query<{ id: number }>(sql`select id from organizations`);

/** Tables that calls of one organization do not read. */
const closed = {
  staged_blobs: "files that belong to no asset yet",
  notices: "of the server; read by what notifies other processes",
  rate_windows: "counts of the server",
  last_writes: "positions in the log; read before a call that may run on a replica",
  idempotent_calls: "answers of calls that changed something; read before a call runs",
  sessions: "of accounts; read before a call belongs to an organization",
  passkeys: "of accounts; better-auth reads them",
  verifications: "of accounts; better-auth reads them",
  identities: "of accounts; better-auth reads them",
  sign_ins: "of accounts; read before a call belongs to an organization",
  oauth_resources: "of the server; better-auth reads them",
  oauth_client_resources: "of the server; better-auth reads them",
  oauth_refresh_tokens: "better-auth reads them",
  oauth_access_tokens: "better-auth reads them, and authentication does before a call runs",
  oauth_consents: "better-auth reads them",
  oauth_device_codes: "of accounts; read before a connection is confirmed",
  former_app_keys: "of accounts; read when one is deleted",
  app_connections: "of accounts; authentication reads them before a call runs",
  oauth_client_assertions: "better-auth reads them",
  server_secret: "of the server",
  schedules: "of the server",
  earlier_files: "of the server",
  clock_looks: "of the server",
  schema_migrations: "of the server",
};

/** SQL for the organization that a row `t` belongs to, by the table's columns. The policies say it in another way. */
const organizationBy = [
  ["organization_id", "t.organization_id"],
  ["library_id", "(select organization_id from libraries where id = t.library_id)"],
  ["user_id", "(select organization_id from memory_users where id = t.user_id)"],
  ["upload_id", "(select organization_id from resumable_uploads where id = t.upload_id)"],
  ["delivery_id", "(select organization_id from webhook_deliveries where id = t.delivery_id)"],
] as const;

const columns = await database.query<{ table: string; names: string[] }>(
  sql`select table_name as table, array_agg(column_name::text) as names from information_schema.columns
      where table_schema = 'public' and table_name in (select relname from pg_class where relkind = 'r')
      group by table_name order by table_name`,
);
const isClosed = (table: string) => Object.hasOwn(closed, table);
const open = columns.filter(({ table }) => !isClosed(table));

test.each(open)(
  "select * from $table shows one organization's rows in its calls",
  async ({ table, names }) => {
    const belongsTo = (id: number) => {
      if (table === "organizations") return sql`t.id = ${id}`;
      if (table === "accounts")
        return sql`t.id in (select account_id from members where organization_id = ${id})`;
      if (table === "oauth_clients")
        return sql`t.client_id in (select client_id from keys where organization_id = ${id})`;
      const [, owner] = organizationBy.find(([column]) => names.includes(column)) as [string, string];
      return sql`${raw(owner)} = ${id}`;
    };
    const rowsOf = (id: number) =>
      database.query(sql`select * from ${raw(table)} t where ${belongsTo(id)} order by t::text`);
    let organizationsWithRows = 0;
    for (const { id } of organizations) {
      const seen = await database.readingFor(id).query(sql`select * from ${raw(table)} t order by t::text`);
      expect(seen).toEqual(await rowsOf(id));
      if (seen.length > 0) organizationsWithRows++;
    }
    expect(organizationsWithRows, "the test needs rows of several organizations").toBeGreaterThan(1);
  },
);

test.each(Object.entries(closed))("calls of one organization can't read %s: %s", async (table) => {
  const [{ id } = { id: 0 }] = organizations;
  const reading = database.readingFor(id).query(sql`select * from ${raw(table)}`);
  await expect(reading).rejects.toMatchObject({ code: "42501" });
});

test("a store function with a foreign id finds nothing in a call of another organization", async () => {
  const libraries = await database.query<{ id: number; organization: number }>(
    sql`select id, organization_id as organization from libraries`,
  );
  for (const library of libraries) {
    for (const { id } of organizations) {
      const found = await topTags(database.readingFor(id), library.id, 50);
      if (id !== library.organization) expect(found).toEqual([]);
    }
  }
});

test("statements outside of row-level security are these, with a WHERE of their own", async () => {
  const found: Record<string, number> = {};
  for await (const file of glob("src/features/**/store.ts")) {
    const calls = (await readFile(file, "utf8")).match(/\bunscoped\(/g)?.length ?? 0;
    if (calls > 0) found[file] = calls;
  }
  expect(found).toEqual({
    "src/features/library/assets/store.ts": 1, // the newest assets, the most frequent statement
    "src/features/library/assets/read/store.ts": 2, // by tags, which use a GIN index
    "src/features/library/search/counts/store.ts": 4, // the same, and bit maps by library
    "src/features/library/search/store.ts": 1, // bit maps by library
    "src/features/library/search/vocabulary/store.ts": 1, // the GIN index of typos
    "src/features/memory/index/store.ts": 1, // postings by user
    "src/features/memory/sealing/store.ts": 1, // the check of a tenant's own key, written by its first call
  });
});

/** Rows in tables that the calls above leave empty, for every organization. */
async function fillTheRest(): Promise<void> {
  const each = [
    sql`insert into claims (organization_id) select id from organizations on conflict do nothing`,
    sql`insert into claim_tokens (token_sha256, organization_id)
        select sha256(slug::bytea), id from organizations on conflict do nothing`,
    sql`insert into invitations (id, organization_id, email, role, created_at, expires_at)
        select slug, id, 'guest@example.com', 'viewer', now(), now() from organizations`,
    sql`insert into oauth_clients (id, client_id, redirect_uris) select slug, slug, '[]' from organizations`,
    sql`update keys set client_id = o.slug from organizations o where o.id = organization_id`,
    sql`insert into former_slugs (slug, organization_id) select 'former-' || slug, id from organizations`,
    sql`insert into upload_tickets (token_sha256, key_id, library_id, filename, expires_at)
        select sha256(g.key_id::bytea || g.library_id::text::bytea), g.key_id, g.library_id, 'a.png', now() from grants g`,
    sql`insert into resumable_uploads (token_sha256, organization_id, library_id, key_id, address_is_credential, filename,
          on_duplicate, metadata, bytes, expires_at)
        select sha256(g.key_id::bytea || g.library_id::text::bytea), l.organization_id, l.id, g.key_id, false, 'a.png', 'keep',
          '', 9, now() from grants g join libraries l on l.id = g.library_id`,
    sql`insert into resumable_parts (upload_id, start, bytes, blob) select id, 0, 1, 'b' from resumable_uploads`,
    sql`insert into downloads (token_sha256, library_id, asset_ids, expires_at)
        select sha256(id::text::bytea), id, '{}', now() from libraries`,
    sql`insert into idempotent_ingests (organization_id, key_hash, request_hash, buffer_size, created_at)
        select id, sha256(slug::bytea), sha256(slug::bytea), 0, now() from organizations`,
    sql`insert into interaction_embeddings (interaction_id, user_id, ordinal, sealed)
        select id, user_id, ordinal, sealed from interactions`,
    sql`insert into memory_postings (user_id, term, block, data) select id, sha256(id::bytea), 0, sealed from memory_users`,
    sql`insert into memory_reads (organization_id, at, transport, actor_kind, actor_id, actor_name, operation, request_id)
        select organization_id, now(), 'memory', 'key', id, id, 'getUser', id from tenants`,
    sql`insert into webhook_attempts (delivery_id, at, ms) select id, now(), 1 from webhook_deliveries`,
    sql`insert into request_counts (organization_id, day, actor, transport, requests)
        select id, current_date, 'people', 'rest', 1 from organizations`,
  ];
  for (const statement of each) await database.execute(statement);
}
