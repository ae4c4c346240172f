import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { actorOf } from "../../../kernel/caller.ts";
import type { AnyOperation } from "../../../kernel/operation.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { ReadLog } from "./read-log.ts";

type TenantCaller = KeyCaller | MemberCaller;

// Whom a call is about, if neither its input nor its answer says so.
const subjects = new WeakMap<TenantCaller, string>();

/** Says whose memory a call reads or changes, for the log of reads and for open pages. */
export const isAbout = (caller: TenantCaller, userId: string): void => {
  subjects.set(caller, userId);
};

/** The user whom a call was about. null: none, several, or unknown. */
export function subjectOf(caller: TenantCaller, input: object, answer: object): string | null {
  const { user_id } = { ...answer, ...input } as { user_id?: unknown };
  return typeof user_id === "string" ? user_id : (subjects.get(caller) ?? null);
}

const scopes = ["memory:read", "memory:search", "users:read", "conversations:read"];

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
  for (const userId of shownIn(answer) ?? [subjectOf(caller, input, answer)])
    readLog.note({
      organizationId: tenant.organizationId,
      at: clock.now(),
      transport: caller.transport,
      actor: actorOf(caller),
      operation,
      userId,
      requestId: caller.requestId,
    });
}

/** The users whose exchanges a search showed. Undefined for other answers, and if it showed none. */
function shownIn(answer: object): string[] | undefined {
  const { memories = [] } = answer as { memories?: readonly { user_id?: string }[] };
  const users = new Set(memories.flatMap(({ user_id }) => user_id ?? []));
  return users.size > 0 ? [...users] : undefined;
}
