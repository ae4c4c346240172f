import { cpus } from "node:os";
import { parseArgs } from "node:util";
import sql, { raw } from "sql-template-tag";
import { search } from "../src/features/library/search/search.ts";
import { type Database, openDatabase } from "../src/platform/database/database.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../test/support/processes/open-folder.ts";
import { fillLibrary, insertReady } from "./corpus.ts";
import { count, type Figure, ms, note, ratio, table } from "./report.ts";
import {
  addDocuments,
  documentBytes,
  fillDocuments,
  searchDocuments,
  searchSimilar,
} from "./search-alternative.ts";
import { everywhere, searchCorpus } from "./search-corpus.ts";

// `npm run bench:search [-- --assets 100000]`: search beside `tsvector` and `pg_trgm` on the same Postgres and texts.
// Ratios say how many times what search takes the other takes: above 1, search is better.

const { values } = parseArgs({ options: { assets: { type: "string", default: "100000" } } });
const assets = Number(values.assets);
const queriesPerKind = 20;
const rounds = 3;
const addedPerRound = 1000;
const addedAtATime = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);

interface Library {
  id: number;
  organizationId: number;
}

interface Query {
  words: string[];
  /** The word that a typo was made in. */
  meant?: string;
}

async function measure(database: Database): Promise<Figure[]> {
  await migrate(database, new URL("../migrations/", import.meta.url));
  await database.execute(sql`insert into organizations (slug, created_at) values ('bench', now())`);
  const library = await database.one<Library>(
    sql`insert into libraries (organization_id, slug, name, created_at)
        select id, 'bench', 'Bench', now() from organizations where slug = 'bench'
        returning id, organization_id as "organizationId"`,
  );
  say(`Filling a library with ${count(assets)} assets …`);
  await fillLibrary(database, assets);
  say("Filling the tables of tsvector and pg_trgm …");
  await fillDocuments(database);
  say("Searching …");
  return [...(await searching(database, library)), await bytes(database), await adding(database, library)];
}

async function searching(database: Database, library: Library): Promise<Figure[]> {
  const kinds = Object.entries(queries());
  const figures: Figure[] = [];
  for (const [kind, list] of kinds) {
    const times = { ours: [] as number[], theirs: [] as number[] };
    const reached = { ours: 0, theirs: 0 };
    for (let round = 0; round < rounds; round++) {
      for (const query of list) {
        const ours = await timed(() => ourSearch(database, library, query));
        const theirs = await timed(() => theirSearch(database, library, query));
        // The first round warms caches and plans.
        if (round === 0) continue;
        times.ours.push(ours.ms);
        times.theirs.push(theirs.ms);
        reached.ours += Number(ours.answer.found > 0);
        reached.theirs += Number(theirs.answer.found > 0);
      }
    }
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    figures.push(note(kind, compared(theirs / ours, ms(theirs), ms(ours))));
    if (kind.includes("typo")) {
      const share = (n: number) => `${Math.round((100 * n) / times.ours.length)} %`;
      figures.push(note("  … that found something", `${share(reached.theirs)} to ${share(reached.ours)}`));
    }
  }
  return figures;
}

async function ourSearch(database: Database, library: Library, { words }: Query) {
  const scope = { organizationId: library.organizationId, libraryIds: [library.id] };
  const { found, hits } = await search(database, scope, words.join(" "), { offset: 0, limit: 20 });
  return { found, ids: hits.map(({ id }) => id) };
}

const theirSearch = (database: Database, { id }: Library, { words, meant }: Query) =>
  meant === undefined
    ? searchDocuments(database, id, words)
    : searchSimilar(database, id, words[0] as string);

/** Queries of each kind, drawn from the texts; a rare word is carried by 5 to 20 assets. */
function queries(): Record<string, Query[]> {
  const carriers = new Map<string, number>();
  const pairs: Query[] = [];
  for (const { name, description, tags } of searchCorpus(assets)) {
    const words = [
      ...new Set(`${name} ${tags.slice(1).join(" ")} ${description ?? ""}`.split(/[\s_-]+/)),
    ].filter((word) => /^[a-z]{5,}$/.test(word));
    for (const word of words) carriers.set(word, (carriers.get(word) ?? 0) + 1);
    if (words.length >= 2 && pairs.length < queriesPerKind) pairs.push({ words: words.slice(0, 2) });
  }
  const rare = [...carriers].filter(([, n]) => n >= 5 && n <= 20).map(([word]) => word);
  const step = Math.max(1, Math.floor(rare.length / queriesPerKind));
  const some = rare.filter((_, n) => n % step === 0).slice(0, queriesPerKind);
  return {
    "a rare word": some.map((word) => ({ words: [word] })),
    "a word of every asset": [{ words: [everywhere] }, { words: [everywhere] }, { words: [everywhere] }],
    "two words": pairs,
    "a word with one typo": some.map((word) => ({ words: [swapped(word)], meant: word })),
  };
}

/** A word with its second and third letter exchanged. */
function swapped(word: string): string {
  return word.slice(0, 1) + word.slice(2, 3) + word.slice(1, 2) + word.slice(3);
}

async function bytes(database: Database): Promise<Figure> {
  const ours = await database.one<{ bytes: number }>(
    sql`select pg_total_relation_size('search_words') + pg_total_relation_size('search_vocabulary') as bytes`,
  );
  const theirs = await documentBytes(database);
  const megabytes = (value: number) => `${(value / 2 ** 20).toFixed(1)} MB`;
  return note("disk", compared(theirs.bytes / ours.bytes, megabytes(theirs.bytes), megabytes(ours.bytes)));
}

/** What indexing adds to the inserts of new assets, which cost the same for both. */
async function adding(database: Database, library: Library): Promise<Figure> {
  const times = { bare: [] as number[], ours: [] as number[], theirs: [] as number[] };
  let position = 3 * assets;
  const insert = async (seed: number) => {
    const added = [...searchCorpus(addedPerRound, seed)];
    for (let from = 0; from < added.length; from += addedAtATime) {
      await insertReady(database, library, added.slice(from, from + addedAtATime), position + from + 1);
    }
    position += addedPerRound;
  };
  const trigger = (state: "enable" | "disable") =>
    database.execute(sql`alter table assets ${raw(state)} trigger assets_indexed_in`);
  for (let round = 0; round < rounds; round++) {
    await trigger("disable");
    times.bare.push((await timed(() => insert(100 + round))).ms);
    await trigger("enable");
    times.ours.push((await timed(() => insert(200 + round))).ms);
    const from = position - addedPerRound;
    times.theirs.push((await timed(() => addInTurn(database, from, position))).ms);
  }
  const ours = median(times.ours) - median(times.bare);
  const theirs = median(times.theirs);
  return note(`indexing ${count(addedPerRound)} new assets`, compared(theirs / ours, ms(theirs), ms(ours)));
}

async function addInTurn(database: Database, from: number, to: number): Promise<void> {
  for (let after = from; after < to; after += addedAtATime)
    await addDocuments(database, after, after + addedAtATime);
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - startedAt };
}

const median = (list: number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

const compared = (value: number, theirs: string, ours: string) => `${ratio(value)} (${theirs} to ${ours})`;

const folder = await openFolder();
try {
  const postgres = await startEmbeddedPostgres(folder, { info: () => {}, warn: say });
  const database = openDatabase(postgres.connection, { statementTimeoutMs: 0 });
  try {
    const figures = await measure(database);
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`;
    console.log(`\n${table(figures)}\n\n  ${count(assets)} assets in one library · ${machine}\n`);
  } finally {
    await database.close();
    await postgres.release();
  }
} finally {
  removeFolder(folder);
}
