import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { actorOf } from "../../../kernel/caller.ts";
import type { AnyOperation } from "../../../kernel/operation.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { ReadLog } from "./read-log.ts";

type TenantCaller = KeyCaller | MemberCaller;

// Whom a call reads about, if neither its input nor its answer says so.
const subjects = new WeakMap<TenantCaller, string>();

/** Says whose memory a call reads, for the log of reads. */
export const readsAbout = (caller: TenantCaller, userId: string): void => {
  subjects.set(caller, userId);
};

const scopes = ["memory:read", "users:read", "conversations:read"];

/** Whether calls of an operation show what memory holds of people. */
export const showsMemory = ({ access }: Pick<AnyOperation, "access">): boolean =>
  access.kind === "scope" && scopes.includes(access.scope);

/** Records a call that showed memory, if its tenant asks for it. Ids only, never content. */
export function noteRead(
  { readLog, clock }: { readLog: ReadLog; clock: Clock },
  tenant: Tenant,
  operation: string,
  caller: TenantCaller,
  input: object,
  answer: object,
): void {
  if (!tenant.settings.audit_reads) return;
  const named = { ...answer, ...input } as { user_id?: unknown };
  readLog.note({
    organizationId: tenant.organizationId,
    at: clock.now(),
    transport: caller.transport,
    actor: actorOf(caller),
    operation,
    userId: typeof named.user_id === "string" ? named.user_id : (subjects.get(caller) ?? null),
    requestId: caller.requestId,
  });
}
