import { type Admission, admitLibraries } from "../../kernel/admit.ts";
import type { MemberCaller, SessionCaller } from "../../kernel/caller.ts";
import { fail } from "../../kernel/failure.ts";
import type { Access } from "../../kernel/operation.ts";
import { includes, type Role } from "../../kernel/role.ts";
import type { Services } from "../../main/services-type.ts";
import { membership } from "./members/store.ts";

/**
 * A session, of a member of the known organization whose role suffices, and libraries that exist in it. The role is read
 * anew for each call, so that a change holds at once.
 */
export async function admitSession(
  services: Services,
  access: Exclude<Access, { kind: "anonymous" | "operator" }>,
  { transport, address, requestId, session }: Admission,
  known: Readonly<Record<string, unknown>>,
): Promise<SessionCaller | MemberCaller> {
  if (!session) throw fail.signedOut();
  const { account, id } = session;
  const caller: SessionCaller = { kind: "session", transport, address, requestId, session: { id }, account };
  if (access.kind === "account") return caller;
  if (access.kind === "key") throw fail.forbidden("Only API keys may do this.");
  const found = await membership(services.database, account.id, known.organizationId, services.clock.now());
  if (!found) throw fail.organizationUnknown();
  const needed = neededRole(access);
  if (!includes(found.role, needed)) throw fail.roleTooWeak(needed);
  const member: MemberCaller = { ...caller, ...found };
  admitLibraries(access, member, known);
  return member;
}

function neededRole(access: Exclude<Access, { kind: "anonymous" | "operator" | "account" | "key" }>): Role {
  if (access.kind !== "scope") return access.role ?? (access.level === "write" ? "editor" : "viewer");
  if (access.scope === "tenant:admin") return "owner";
  return access.scope.endsWith(":read") ? "viewer" : "editor";
}
