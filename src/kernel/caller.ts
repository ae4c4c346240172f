import type { Role } from "./role.ts";

/** The transport a call came through. */
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
  /** Slugs that it had before: they go on leading to it. */
  formerSlugs: readonly string[];
  name: string | null;
  plan: string | null;
  /** While unclaimed: when everything in it will be removed. */
  expiresAt: Date | null;
}

interface CameThrough {
  transport: Transport;
  /** The client's address as far as the proxies we trust tell it. */
  address: string;
  requestId: string;
}

/** Someone who showed a live key. */
export interface KeyCaller extends CameThrough {
  kind: "key";
  key: { id: string; name: string; scopes: readonly string[] };
  organization: CallerOrganization;
  /** The libraries that the key reaches, by slug. */
  grants: ReadonlyMap<string, LibraryGrant>;
}

/** A person who is signed in. */
export interface SessionCaller extends CameThrough {
  kind: "session";
  session: { id: string };
  account: { id: string; email: string; name: string };
}

/** The same, as a member of the organization that the call is about. */
export interface MemberCaller extends SessionCaller {
  organization: CallerOrganization;
  role: Role;
  /** Every library of the organization, by slug, at the level of the role. */
  grants: ReadonlyMap<string, LibraryGrant>;
}

export interface AnonymousCaller extends CameThrough {
  kind: "anonymous";
}

/** Whoever runs commands on the server itself. */
export interface OperatorCaller extends CameThrough {
  kind: "operator";
}

/** The same, for one organization. */
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

/** Who a caller is, for what is written down about calls. */
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
