import type { Database } from "../../../platform/database/database.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";
import { type InteractionToInsert, insertInteractions } from "./store.ts";

/** What exchanges of one batch have in common. */
export interface OfTenant {
  organizationId: number;
  /** Of the tenant, as it was read. */
  state: string;
  keyVersion: number;
  /** Whether to queue webhook events. */
  notifies: boolean;
}

type ByUser = ReadonlyMap<string, readonly { row: InteractionToInsert }[]>;

/** Stores exchanges and queues their events in one commit. Returns and fails as `insertInteractions` does. */
export async function storeOfUsers(
  database: Database,
  tenant: OfTenant,
  batch: ByUser,
  which: "ofFree" | "ofAny",
): Promise<Map<string, number>> {
  const users = [...batch].map(([userId, waiting]) => ({ userId, rows: waiting.map(({ row }) => row) }));
  const insert = (db: Queryable) => insertInteractions(db, tenant, tenant.keyVersion, users, which);
  if (!tenant.notifies) return insert(database);
  return database.transaction(async (tx) => {
    const buffered = await insert(tx);
    const stored = users.flatMap(({ userId, rows }) =>
      buffered.has(userId) ? rows.map((row) => ({ ...row, userId })) : [],
    );
    const events = stored.map(({ id, conversationId, userId }) => ({
      interaction_id: id,
      conversation_id: conversationId,
      user_id: userId,
    }));
    if (stored[0]) await emit(tx, tenant.organizationId, "memory.ingested", events, stored[0].ingestedAt);
    return buffered;
  });
}
