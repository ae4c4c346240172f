import type {
  AnonymousCaller,
  Caller,
  KeyCaller,
  Level,
  LibraryGrant,
  MemberCaller,
  OperatorCaller,
  OrganizationOperator,
  SessionCaller,
} from "./caller.ts";
import { fail } from "./failure.ts";
import type { Role } from "./role.ts";
import type { Scope } from "./scope.ts";

/**
 * Who may call an operation. `invoke` has it checked before it reads the input, by `authenticate`
 * (features/identity/authenticate.ts). Where a key may call, a member of the organization may too: viewers read,
 * editors write, owners do what takes `tenant:admin` or `memory:search`. `role` asks for more. Only `kind: "key"` is closed to members.
 */
export type Access =
  | { kind: "anonymous" }
  /** Any live key, and no member; the operation names no organization. */
  | { kind: "key" }
  /** A live key of `input.organizationId`. "write" needs a write grant on at least one library. */
  | { kind: "organization"; level: Level; role?: Role }
  /**
   * The same, with this level on every library that these input fields name (a slug or a list of slugs). With `person`, keys
   * are refused: it takes a member, or an app that a person connected.
   */
  | { kind: "library"; level: Level; fields: readonly string[]; role?: Role; person?: true }
  /** Any live key that carries this scope, for its own organization. Members: see `neededRole`. */
  | { kind: "scope"; scope: Scope }
  /** Any signed-in person; the operation is about their account. */
  | { kind: "account" }
  /** A member of `input.organizationId` with this role, or the operator. */
  | { kind: "role"; role: Role }
  /** The operator's command line on the server. */
  | { kind: "operator" };

/** The callers that can pass an access check. */
export type CallerFor<A extends Access> = A extends { kind: "anonymous" }
  ? AnonymousCaller
  : A extends { kind: "operator" }
    ? OperatorCaller
    : A extends { kind: "account" }
      ? SessionCaller
      : A extends { kind: "role" }
        ? MemberCaller | OrganizationOperator
        : A extends { kind: "key" }
          ? KeyCaller
          : KeyCaller | MemberCaller;

/**
 * Refuses a library that the caller does not reach at the level needed. The schema refuses fields that name no library.
 */
export function checkLibraries(access: Access, caller: Caller, input: unknown): void {
  if (access.kind !== "library" || !("grants" in caller) || typeof input !== "object" || input === null)
    return;
  for (const field of access.fields) {
    for (const slug of [(input as Record<string, unknown>)[field]].flat()) {
      if (typeof slug === "string") granted(caller, slug, access.level);
    }
  }
}

/**
 * The caller's grant on a library. A key gets the same error for a missing library and for one without a grant, so that
 * it can't probe for libraries.
 */
export function granted(caller: KeyCaller | MemberCaller, slug: string, level: Level = "read"): LibraryGrant {
  const grant = caller.grants.get(slug);
  if (grant && (level === "read" || grant.level === "write")) return grant;
  throw caller.kind === "session" ? fail.missing("library") : fail.libraryOutOfReach();
}
