import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";

/** Queues webhook events for facts that were created or superseded, in the transaction that changed them. */
export async function notifyOfFacts(
  tx: Queryable,
  organizationId: number,
  { userId, interactionId, now }: { userId: string; interactionId: string | null; now: Date },
  { created, superseded }: { created: readonly string[]; superseded: readonly string[] },
): Promise<void> {
  const ended = superseded.map((id) => ({ fact_id: id, user_id: userId }));
  const begun = created.map((id) => ({ fact_id: id, user_id: userId, source_interaction_id: interactionId }));
  await emit(tx, organizationId, "fact.superseded", ended, now);
  await emit(tx, organizationId, "fact.created", begun, now);
}
