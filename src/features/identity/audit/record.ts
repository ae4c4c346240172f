import { actorOf } from "../../../kernel/caller.ts";
import type { AuditedCall } from "../../../kernel/invoke.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { insertEntry } from "./store.ts";

/** Adds a call to its organization's audit log, in the transaction of the call. */
export async function recordAudit(
  tx: Queryable,
  { caller, organization, operation, details }: AuditedCall,
  at: Date,
): Promise<void> {
  const { kind, id, name } = actorOf(caller);
  await insertEntry(tx, organization, {
    at,
    transport: caller.transport,
    actor: { kind, id, name },
    operation,
    details,
    requestId: caller.requestId,
  });
}
