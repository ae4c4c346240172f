import type { Role } from "./role.ts";

export type Transport = "rest" | "graphql" | "mcp" | "memory" | "app" | "cli" | "job";

export type Level = "read" | "write";

export interface LibraryGrant {
  /** The library's row id, for stores. */
  id: number;
  slug: string;
  level: Level;
}

export interface CallerOrganization {
  id: number;
  slug: string;
  /** Former slugs, which keep working. */
  formerSlugs: readonly string[];
  name: string | null;
  plan: string | null;
  /** When an unclaimed organization is removed; null once claimed. */
  expiresAt: Date | null;
}

interface CameThrough {
  transport: Transport;
  /** The client's address, from the trusted proxies if there are any. */
  address: string;
  requestId: string;
}

/** The person behind a connected app, with their role in the organization. */
export interface KeyPerson {
  accountId: string;
  name: string;
  role: Role;
}

/** An organization and its libraries that a caller reaches. */
export interface Reach {
  organization: CallerOrganization;
  grants: ReadonlyMap<string, LibraryGrant>;
}

/** A caller with a live key, or a connected app. */
export interface KeyCaller extends CameThrough {
  kind: "key";
  key: {
    id: string;
    name: string;
    scopes: readonly string[];
    /** Its level on every library of the organization, present and future. `grants` has it applied. */
    allLibraries: Level | null;
    /** The person who connected the app that calls. Undefined for keys. */
    person?: KeyPerson;
    /** What the app reaches in other organizations, if its connection covers several. */
    elsewhere?: readonly Reach[];
  };
  organization: CallerOrganization;
  /** The key's grants by library slug. */
  grants: ReadonlyMap<string, LibraryGrant>;
}

/** A signed-in person. */
export interface SessionCaller extends CameThrough {
  kind: "session";
  session: { id: string };
  account: { id: string; email: string; name: string };
}

/** A signed-in member of the call's organization. */
export interface MemberCaller extends SessionCaller {
  organization: CallerOrganization;
  role: Role;
  /** Every library of the organization by slug, at the role's level. */
  grants: ReadonlyMap<string, LibraryGrant>;
}

export interface AnonymousCaller extends CameThrough {
  kind: "anonymous";
}

/** The person who runs commands on the server. */
export interface OperatorCaller extends CameThrough {
  kind: "operator";
}

/** The operator, acting on one organization. */
export interface OrganizationOperator extends OperatorCaller {
  organization: CallerOrganization;
}

export type Caller =
  | KeyCaller
  | SessionCaller
  | MemberCaller
  | AnonymousCaller
  | OperatorCaller
  | OrganizationOperator;

/** The caller as the audit log and the request log name it. */
export function actorOf(caller: KeyCaller | SessionCaller): {
  kind: Caller["kind"];
  id: string;
  name: string;
};
export function actorOf(caller: Caller): { kind: Caller["kind"]; id: string | null; name: string | null };
export function actorOf(caller: Caller): { kind: Caller["kind"]; id: string | null; name: string | null } {
  const { kind } = caller;
  if (kind === "key") return { kind, id: caller.key.id, name: caller.key.name };
  if (kind === "session") return { kind, id: caller.account.id, name: caller.account.name };
  return { kind, id: null, name: null };
}
