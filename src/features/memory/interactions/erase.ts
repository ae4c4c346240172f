import sql, { type Sql } from "sql-template-tag";
import { dropJobs } from "../../../kernel/job.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { learningJob } from "../jobs.ts";
import { blockOf, withoutOrdinals } from "../recall/posting-blocks.ts";
import { unpackTerms } from "./packed-terms.ts";

/** Which of a user's exchanges: one, those of a conversation, or all that were said before a time. */
export type Which = { interactionId: string } | { conversationId: string } | { saidBefore: Date };

/**
 * Ends exchanges of a user in this transaction: their words, their places in the index, and the facts that rest on them.
 * Lock the user first. Answers how many went.
 */
export async function eraseInteractions(
  tx: Queryable,
  userId: string,
  which: Which,
): Promise<{ interactions: number; facts: number }> {
  const gone = await tx.query<{
    id: string;
    ordinal: number;
    conversationId: string;
    buffered: boolean;
    unlearned: boolean;
    terms: Buffer;
  }>(
    sql`delete from interactions where user_id = ${userId} and ${condition(which)}
        returning id, ordinal, conversation_id as "conversationId", buffered, unlearned, terms`,
  );
  if (gone.length === 0) return { interactions: 0, facts: 0 };
  await removePostings(
    tx,
    userId,
    gone.filter(({ buffered }) => !buffered),
  );
  const facts = await tx.execute(
    sql`delete from facts where user_id = ${userId} and source_interaction_id = any(${gone.map(({ id }) => id)}::text[])`,
  );
  await tx.execute(
    sql`update idempotent_ingests set interaction_id = null where interaction_id = any(${gone.map(({ id }) => id)}::text[])`,
  );
  await dropJobs(
    tx,
    gone.filter(({ unlearned }) => unlearned).map(({ id }) => learningJob.keyOf(id)),
  );
  await tx.execute(
    sql`update conversations c set message_count = message_count - g.n
        from (select id, count(*)::int as n from unnest(${gone.map((row) => row.conversationId)}::text[]) as id group by id) g
        where c.id = g.id`,
  );
  await tx.execute(
    sql`update memory_users set erasures = erasures + 1, buffered = buffered - ${gone.filter(({ buffered }) => buffered).length}
        where id = ${userId}`,
  );
  return { interactions: gone.length, facts };
}

function condition(which: Which): Sql {
  if ("interactionId" in which) return sql`id = ${which.interactionId}`;
  if ("conversationId" in which) return sql`conversation_id = ${which.conversationId}`;
  return sql`said_at < ${which.saidBefore}`;
}

async function removePostings(
  tx: Queryable,
  userId: string,
  exchanges: readonly { ordinal: number; terms: Buffer }[],
): Promise<void> {
  const ordinals = new Set(exchanges.map(({ ordinal }) => ordinal));
  const touched = new Map<string, { term: Buffer; block: number }>();
  for (const { ordinal, terms } of exchanges) {
    for (const { term } of unpackTerms(terms)) {
      touched.set(`${term.toString("latin1")} ${blockOf(ordinal)}`, { term, block: blockOf(ordinal) });
    }
  }
  const places = [...touched.values()];
  const named = sql`unnest(${places.map((p) => p.term)}::bytea[], ${places.map((p) => p.block)}::int[])`;
  const rows = await tx.query<{ term: Buffer; block: number; data: Buffer }>(
    sql`select p.term, p.block, p.data from memory_postings p join ${named} as t(term, block) using (term, block)
        where p.user_id = ${userId}`,
  );
  const kept = rows.map(({ term, block, data }) => ({
    term,
    block,
    data: withoutOrdinals(block, data, ordinals),
  }));
  const left = kept.filter(({ data }) => data.length > 0);
  await tx.execute(
    sql`delete from memory_postings p using ${named} as t(term, block)
        where p.user_id = ${userId} and p.term = t.term and p.block = t.block`,
  );
  await tx.execute(
    sql`insert into memory_postings (user_id, term, block, data)
        select ${userId}, u.term, u.block, u.data
        from unnest(${left.map((r) => r.term)}::bytea[], ${left.map((r) => r.block)}::int[], ${left.map((r) => r.data)}::bytea[])
          as u(term, block, data)`,
  );
}
