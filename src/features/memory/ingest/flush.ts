import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";
import { appendPostings } from "../index/store.ts";
import type { MemoryServices } from "../services.ts";
import { tendUserById } from "../users/store.ts";
import { countFlushed, takeBuffered, usersQuietSince } from "./store.ts";

export interface Flushed {
  count: number;
  conversationIds: string[];
}

/**
 * Moves a user's buffered exchanges (of one conversation, if given) into the index, in this transaction. Each moves only
 * once, even if several calls flush. Tend the user first.
 */
export async function flushBuffer(
  tx: Queryable,
  organizationId: number,
  userId: string,
  at: Date,
  conversationId?: string,
): Promise<Flushed> {
  const buffered = await takeBuffered(tx, userId, conversationId);
  if (buffered.length === 0) return { count: 0, conversationIds: [] };
  await appendPostings(tx, userId, buffered);
  const conversationIds = [...new Set(buffered.map((row) => row.conversationId))];
  const event = { user_id: userId, flushed_count: buffered.length, conversation_ids: conversationIds };
  await emit(tx, organizationId, "memory.flushed", [event], at);
  await countFlushed(tx, userId, buffered.length);
  return { count: buffered.length, conversationIds };
}

/** Moves a user's buffer into the index. */
export async function flushUser({ database, clock }: MemoryServices, userId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const user = await tendUserById(tx, userId);
    if (user) await flushBuffer(tx, user.organizationId, userId, clock.now());
  });
}

// A buffer without a new exchange for this time is moved into the index.
const quietMs = 10 * 60_000;

/** Flushes the buffers of users without a new exchange for ten minutes. */
export async function flushQuiet(services: MemoryServices): Promise<void> {
  const before = new Date(services.clock.now().getTime() - quietMs);
  for (const { userId } of await usersQuietSince(services.database, before))
    await flushUser(services, userId);
}
