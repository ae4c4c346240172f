import { actorOf, type Caller } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import type { AuditedCall } from "../../../kernel/invoke.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { insertEntry, isAccount } from "./store.ts";

/**
 * Adds a call to its organization's audit log, in the transaction of the call. Fails if the person who calls deleted their account
 * meanwhile: the entry and what the call wrote would keep their name.
 */
export async function recordAudit(
  tx: Queryable,
  { caller, organization, operation, details }: AuditedCall,
  at: Date,
): Promise<void> {
  const { kind, id, name } = actorOf(caller);
  const accountId = personOf(caller);
  const entry = {
    at,
    transport: caller.transport,
    actor: { kind, id, name },
    operation,
    details,
    requestId: caller.requestId,
  };
  const inserted = await insertEntry(tx, organization, entry, accountId);
  if (inserted || accountId === undefined || (await isAccount(tx, accountId))) return;
  throw caller.kind === "key" ? fail.invalidAccessToken() : fail.signedOut();
}

/** The account of a session, or of the person behind a connected app. */
function personOf(caller: Caller): string | undefined {
  if (caller.kind === "session") return caller.account.id;
  return caller.kind === "key" ? caller.key.person?.accountId : undefined;
}
