import sql, { type Sql } from "sql-template-tag";
import { byteaArray } from "../../../platform/database/bytea-array.ts";
import { prepared, type Queryable, unscoped } from "../../../platform/database/queryable.ts";
import type { IndexState } from "../users/store.ts";
import { unpackTerms } from "./packed-terms.ts";
import { blockOf, type PostingBlock, packEntry, withoutOrdinals } from "./posting-blocks.ts";

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

/** The result of `readIndex`: one moment of a user's index and buffer. */
export interface ReadIndex {
  /** Undefined if the user is gone. */
  state: IndexState | undefined;
  /** The blocks of terms, by hash in latin1. */
  blocks: Map<string, PostingBlock[]>;
  /** The packed terms of exchanges that are not in the index yet. */
  buffered: { ordinal: number; terms: Buffer }[];
}

/** Reads a user's postings of terms (keyed hashes), and the buffer: one statement, so that a simultaneous flush hides no exchange. */
export async function readIndex(db: Queryable, userId: string, terms: readonly Buffer[]): Promise<ReadIndex> {
  const rows = await db.query<{ term: Buffer | null; at: number | null; data: Buffer }>(
    unscoped(
      prepared(
        "read-index",
        sql`select term, block as at, data from memory_postings
          where user_id = ${userId} and term = any(${byteaArray(terms)}::bytea[])
          union all
          select null, ordinal, terms from interactions where user_id = ${userId} and buffered
          union all
          select null, null, int4send(key_version) || int4send(erasures) || int4send(next_ordinal - buffered)
          from memory_users where id = ${userId}`,
      ),
    ),
  );
  const read: ReadIndex = { state: undefined, blocks: new Map(), buffered: [] };
  for (const { term, at, data } of rows) {
    if (at === null) read.state = stateOf(data);
    else if (!term) read.buffered.push({ ordinal: at, terms: data });
    else {
      const name = term.toString("latin1");
      const blocks = read.blocks.get(name);
      if (blocks) blocks.push({ block: at, data });
      else read.blocks.set(name, [{ block: at, data }]);
    }
  }
  return read;
}

const stateOf = (data: Buffer): IndexState => ({
  keyVersion: data.readInt32BE(0),
  erasures: data.readInt32BE(4),
  indexed: data.readInt32BE(8),
});

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
  const named = sql`unnest(${byteaArray(places.map((p) => p.term))}::bytea[], ${places.map((p) => p.block)}::int[])`;
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
  sql`unnest(${byteaArray(rows.map((r) => r.term))}::bytea[], ${rows.map((r) => r.block)}::int[],
    ${byteaArray(rows.map((r) => r.data))}::bytea[])`;
