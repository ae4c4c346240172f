import sql from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { unpackTerms } from "../interactions/packed-terms.ts";
import type { Posting } from "./match-words.ts";
import { asNumber, asPosting, gatherBlock } from "./posting-blocks.ts";

/**
 * Where the wanted terms occur among a user's exchanges, by the terms' names. `terms` maps each name to its keyed hash. The
 * index and the buffer are read in one statement, so that a flush in between hides nothing.
 */
export async function readPostings(
  db: Queryable,
  userId: string,
  terms: ReadonlyMap<string, Buffer>,
): Promise<Map<string, Posting>> {
  const names = new Map([...terms].map(([name, term]) => [term.toString("latin1"), name]));
  const rows = await db.query<{ term: Buffer | null; at: number; data: Buffer }>(
    prepared(
      "read-postings",
      sql`select term, block as at, data from memory_postings
          where user_id = ${userId} and term = any(${[...terms.values()]}::bytea[])
          union all
          select null, ordinal, terms from interactions where user_id = ${userId} and buffered`,
    ),
  );
  const found = new Map<string, number[]>();
  const entriesOf = (term: Buffer): number[] | undefined => {
    const name = names.get(term.toString("latin1"));
    if (name === undefined) return undefined;
    const entries = found.get(name) ?? [];
    found.set(name, entries);
    return entries;
  };
  for (const { term, at, data } of rows) {
    if (term) gatherBlock(at, data, entriesOf(term) ?? []);
    else
      for (const packed of unpackTerms(data))
        entriesOf(packed.term)?.push(asNumber(at, packed.user, packed.agent));
  }
  return new Map([...found].map(([name, entries]) => [name, asPosting(entries)]));
}
