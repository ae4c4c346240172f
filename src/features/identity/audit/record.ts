import { actorOf, type Caller } from "../../../kernel/caller.ts";
import type { AnyOperation } from "../../../kernel/operation.ts";
import type { Services } from "../../../main/services-type.ts";
import { insertEntry } from "./store.ts";

/**
 * Writes down what was done, when the operation says what to keep of it. It was done already: a log that cannot be
 * written is told of on the server, and the caller gets the answer.
 */
export async function record(
  { database, clock, log }: Services,
  operation: AnyOperation,
  caller: Caller,
  input: Record<string, unknown>,
  output: unknown,
): Promise<void> {
  if (!operation.audit) return;
  const { kind, id, name } = actorOf(caller);
  const details = operation.audit(input, output);
  const entry = {
    at: clock.now(),
    transport: caller.transport,
    actor: { kind, id, name },
    operation: operation.name,
    details,
    requestId: caller.requestId,
  };
  try {
    await insertEntry(
      database,
      organizationOf(caller, { ...input, ...(output as object), ...details }),
      entry,
    );
  } catch (err) {
    log.error({ err, entry }, "an entry of the audit log could not be written");
  }
}

/** By row id where the caller is of an organization, else by the slug that was asked for, came of it, or is kept. */
function organizationOf(caller: Caller, { organizationId }: { organizationId?: unknown }): number | string {
  if ("organization" in caller) return caller.organization.id;
  if (typeof organizationId !== "string") throw new Error("An audited operation must name its organization");
  return organizationId;
}
