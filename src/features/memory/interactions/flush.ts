import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";
import { blockOf, packEntry } from "../recall/posting-blocks.ts";
import { unpackTerms } from "./packed-terms.ts";

export interface Flushed {
  count: number;
  conversationIds: string[];
}

/**
 * Moves a user's buffered exchanges (of one conversation, when named) into the index, in this transaction: each goes once,
 * however many ask for it. Lock the user first.
 */
export async function flushBuffer(
  tx: Queryable,
  organizationId: number,
  userId: string,
  at: Date,
  conversationId?: string,
): Promise<Flushed> {
  const buffered = await tx.query<{ id: string; ordinal: number; conversationId: string; terms: Buffer }>(
    sql`update interactions set buffered = false
        where user_id = ${userId} and buffered and (${conversationId ?? null}::text is null or conversation_id = ${conversationId ?? null})
        returning id, ordinal, conversation_id as "conversationId", terms`,
  );
  if (buffered.length === 0) return { count: 0, conversationIds: [] };
  await tx.execute(
    sql`update memory_users set buffered = buffered - ${buffered.length} where id = ${userId}`,
  );
  await appendPostings(tx, userId, buffered);
  const conversationIds = [...new Set(buffered.map((row) => row.conversationId))];
  const told = { user_id: userId, flushed_count: buffered.length, conversation_ids: conversationIds };
  await emit(tx, organizationId, "memory.flushed", [told], at);
  return { count: buffered.length, conversationIds };
}

/** Adds exchanges to the index. */
export async function appendPostings(
  tx: Queryable,
  userId: string,
  exchanges: readonly { ordinal: number; terms: Buffer }[],
): Promise<void> {
  const blocks = new Map<string, { term: Buffer; block: number; entries: Buffer[] }>();
  for (const { ordinal, terms } of [...exchanges].sort((a, b) => a.ordinal - b.ordinal)) {
    for (const { term, user, agent } of unpackTerms(terms)) {
      const slot = `${term.toString("latin1")} ${blockOf(ordinal)}`;
      const block = blocks.get(slot) ?? { term, block: blockOf(ordinal), entries: [] };
      blocks.set(slot, block);
      block.entries.push(packEntry({ ordinal, user, agent }));
    }
  }
  const rows = [...blocks.values()];
  await tx.execute(
    sql`insert into memory_postings as p (user_id, term, block, data)
        select ${userId}, u.term, u.block, u.data
        from unnest(${rows.map((r) => r.term)}::bytea[], ${rows.map((r) => r.block)}::int[],
                    ${rows.map((r) => Buffer.concat(r.entries))}::bytea[]) as u(term, block, data)
        on conflict (user_id, term, block) do update set data = p.data || excluded.data`,
  );
}
