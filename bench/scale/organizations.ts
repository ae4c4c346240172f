import sql, { raw } from "sql-template-tag";
import { newToken, tokenHash } from "../../src/features/identity/keys/token.ts";
import type { Queryable } from "../../src/platform/database/queryable.ts";

/** An organization with a library `pictures` and a key that may write to it. */
export interface Organization {
  slug: string;
  apiKey: string;
}

const tables = ["organizations", "libraries", "keys", "assets"];

/**
 * Adds organizations with a library each, that has the same assets as the first library of the database: rows of all tables as
 * the triggers would write them, in a tenth of their time. Returns the first `named` of them, whose keys are known.
 */
export async function addOrganizations(
  db: Queryable,
  { from, to, named }: { from: number; to: number; named: number },
): Promise<Organization[]> {
  for (const table of tables) await db.execute(sql`alter table ${raw(table)} disable trigger user`);
  const given = { from, to };
  await addLibraries(db, given);
  const organizations = await addKeys(db, given, named);
  await copyAssets(db, given);
  for (const table of tables) await db.execute(sql`alter table ${raw(table)} enable trigger user`);
  await db.execute(sql`vacuum analyze`);
  return organizations;
}

interface Span {
  from: number;
  to: number;
}

async function addLibraries(db: Queryable, { from, to }: Span): Promise<void> {
  await db.execute(sql`
    insert into organizations (slug, name, plan, created_at)
    select 'scale-' || n, 'Scale ' || n, (select coalesce(plan, 'free') from organizations limit 1), now()
    from generate_series(${from}::int, ${to}::int) n`);
  await db.execute(sql`
    insert into libraries (organization_id, slug, name, last_position, created_at)
    select o.id, 'pictures', 'Pictures', (select max(position) from assets), now()
    from generate_series(${from}::int, ${to}::int) n join organizations o on o.slug = 'scale-' || n`);
}

async function addKeys(db: Queryable, { from, to }: Span, named: number): Promise<Organization[]> {
  const organizations = Array.from({ length: named }, (_, at) => ({
    slug: `scale-${from + at}`,
    apiKey: newToken("pk_"),
  }));
  await db.execute(sql`
    insert into keys (id, organization_id, name, token_sha256, hint, created_at)
    select 'key_scale' || n, o.id, 'Agent', coalesce(known.hash, sha256(o.slug::bytea)), 'pk_…', now()
    from generate_series(${from}::int, ${to}::int) n
    join organizations o on o.slug = 'scale-' || n
    left join unnest(${organizations.map(({ slug }) => slug)}::text[],
      ${organizations.map(({ apiKey }) => tokenHash(apiKey))}::bytea[]) as known(slug, hash) on known.slug = o.slug`);
  await db.execute(sql`
    insert into grants (key_id, library_id, level)
    select k.id, l.id, 'write' from generate_series(${from}::int, ${to}::int) n
    join keys k on k.id = 'key_scale' || n join libraries l on l.organization_id = k.organization_id`);
  return organizations;
}

/** Copies what belongs to the first library, table by table, to the libraries of new organizations. */
async function copyAssets(db: Queryable, { from, to }: Span): Promise<void> {
  const others: Record<string, Record<string, string>> = {
    assets: {
      id: "left(md5(t.id || l.id), 11)",
      blob: "md5(t.blob || l.id)",
      organization_id: "l.organization_id",
      library_id: "l.id",
    },
    asset_runs: { library_id: "l.id" },
    library_tags: { library_id: "l.id" },
    search_words: { library_id: "l.id" },
    search_vocabulary: { library_id: "l.id" },
  };
  for (const [table, replaced] of Object.entries(others)) {
    const columns = await db.query<{ name: string }>(sql`
      select column_name as name from information_schema.columns
      where table_name = ${table} and table_schema = current_schema() and is_generated = 'NEVER' order by ordinal_position`);
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => replaced[name] ?? `t.${name}`);
    const views = table === "assets" ? "and t.parent_id is null" : "";
    await withoutGin(db, table, () =>
      db.execute(sql`
        insert into ${raw(table)} (${raw(names.join(", "))})
        select ${raw(values.join(", "))}
        from generate_series(${from}::int, ${to}::int) n
        join organizations o on o.slug = 'scale-' || n join libraries l on l.organization_id = o.id
        join ${raw(table)} t on t.library_id = (select min(id) from libraries) ${raw(views)}`),
    );
  }
}

/** Builds a table's GIN indexes anew after `work`: row by row takes ten times as long. */
async function withoutGin(db: Queryable, table: string, work: () => Promise<unknown>): Promise<void> {
  const indexes = await db.query<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = ${table} and schemaname = current_schema() and indexdef like '%USING gin%'`);
  for (const { name } of indexes) await db.execute(sql`drop index ${raw(name)}`);
  await work();
  for (const { definition } of indexes) await db.execute(sql`${raw(definition)}`);
}
