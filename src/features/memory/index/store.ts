import sql, { type Sql } from "sql-template-tag";
import { prepared, type Queryable, unscoped } from "../../../platform/database/queryable.ts";
import { termFinder, unpackTerms } from "./packed-terms.ts";
import {
  asNumber,
  asPosting,
  blockOf,
  type Gathered,
  type Posting,
  packEntry,
  withoutOrdinals,
} from "./posting-blocks.ts";

/** An exchange to index: its ordinal in the user's history and its packed terms. */
export interface Indexed {
  ordinal: number;
  terms: Buffer;
}

/** One block of one term's postings. */
interface Block {
  term: Buffer;
  block: number;
  data: Buffer;
}

/** The result of `readPostings`. */
export interface FoundPostings {
  /** The posting of each term, by its name. */
  postings: Map<string, Posting>;
  /** The version of the key that encrypted the user at that moment. Undefined if the user is gone. */
  keyVersion: number | undefined;
}

/**
 * Finds terms among a user's exchanges. `terms` maps each name to its keyed hash. One statement reads the index, the buffer
 * and the key's version, so that a simultaneous flush or rotation hides no exchange.
 */
export async function readPostings(
  db: Queryable,
  userId: string,
  terms: ReadonlyMap<string, Buffer>,
): Promise<FoundPostings> {
  const names = new Map([...terms].map(([name, term]) => [term.toString("latin1"), name]));
  const rows = await db.query<{ term: Buffer | null; at: number; data: Buffer | null }>(
    unscoped(
      prepared(
        "read-postings",
        sql`select term, block as at, data from memory_postings
          where user_id = ${userId} and term = any(${[...terms.values()]}::bytea[])
          union all
          select null, ordinal, terms from interactions where user_id = ${userId} and buffered
          union all
          select null, key_version, null from memory_users where id = ${userId}`,
      ),
    ),
  );
  const found = new Map<string, Gathered>();
  const gatheredOf = (name: string): Gathered => {
    const gathered = found.get(name) ?? { blocks: [], buffered: [] };
    found.set(name, gathered);
    return gathered;
  };
  const findTerms = termFinder(terms);
  let keyVersion: number | undefined;
  for (const { term, at, data } of rows) {
    if (!data) keyVersion = at;
    else if (term) gatheredOf(names.get(term.toString("latin1")) as string).blocks.push({ block: at, data });
    else findTerms(data, (name, user, agent) => gatheredOf(name).buffered.push(asNumber(at, user, agent)));
  }
  const postings = new Map([...found].map(([name, gathered]) => [name, asPosting(gathered)]));
  return { postings, keyVersion };
}

/** Adds exchanges to a user's index. */
export async function appendPostings(
  tx: Queryable,
  userId: string,
  exchanges: readonly Indexed[],
): Promise<void> {
  const blocks = new Map<string, { term: Buffer; block: number; entries: Buffer[] }>();
  for (const { ordinal, terms } of [...exchanges].sort((a, b) => a.ordinal - b.ordinal)) {
    for (const { term, user, agent } of unpackTerms(terms)) {
      const slot = slotOf(term, ordinal);
      const block = blocks.get(slot) ?? { term, block: blockOf(ordinal), entries: [] };
      blocks.set(slot, block);
      block.entries.push(packEntry({ ordinal, user, agent }));
    }
  }
  const rows = [...blocks.values()].map((row) => ({ ...row, data: Buffer.concat(row.entries) }));
  await tx.execute(
    sql`insert into memory_postings as p (user_id, term, block, data)
        select ${userId}, u.term, u.block, u.data from ${unnested(rows)} as u(term, block, data)
        on conflict (user_id, term, block) do update set data = p.data || excluded.data`,
  );
}

/** Removes exchanges from a user's index. */
export async function removePostings(
  tx: Queryable,
  userId: string,
  exchanges: readonly Indexed[],
): Promise<void> {
  const ordinals = new Set(exchanges.map(({ ordinal }) => ordinal));
  const touched = new Map<string, { term: Buffer; block: number }>();
  for (const { ordinal, terms } of exchanges) {
    for (const { term } of unpackTerms(terms))
      touched.set(slotOf(term, ordinal), { term, block: blockOf(ordinal) });
  }
  const places = [...touched.values()];
  const named = sql`unnest(${places.map((p) => p.term)}::bytea[], ${places.map((p) => p.block)}::int[])`;
  const rows = await tx.query<Block>(
    sql`select p.term, p.block, p.data from memory_postings p join ${named} as t(term, block) using (term, block)
        where p.user_id = ${userId}`,
  );
  const kept = rows
    .map((row) => ({ ...row, data: withoutOrdinals(row.block, row.data, ordinals) }))
    .filter(({ data }) => data.length > 0);
  await tx.execute(
    sql`delete from memory_postings p using ${named} as t(term, block)
        where p.user_id = ${userId} and p.term = t.term and p.block = t.block`,
  );
  await tx.execute(
    sql`insert into memory_postings (user_id, term, block, data)
        select ${userId}, u.term, u.block, u.data from ${unnested(kept)} as u(term, block, data)`,
  );
}

/** Removes all of a user's exchanges from the index. */
export async function dropPostings(tx: Queryable, userId: string): Promise<void> {
  await tx.execute(sql`delete from memory_postings where user_id = ${userId}`);
}

const slotOf = (term: Buffer, ordinal: number): string => `${term.toString("latin1")} ${blockOf(ordinal)}`;

const unnested = (rows: readonly Block[]): Sql =>
  sql`unnest(${rows.map((r) => r.term)}::bytea[], ${rows.map((r) => r.block)}::int[], ${rows.map((r) => r.data)}::bytea[])`;
