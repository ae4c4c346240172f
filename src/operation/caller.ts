/** The door a call came through. */
export type Door = "rest" | "graphql" | "mcp" | "memory" | "cli" | "job";

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
  name: string | null;
  plan: string | null;
  /** While unclaimed: when everything in it will be removed. */
  expiresAt: Date | null;
}

interface CameThrough {
  door: Door;
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

export interface AnonymousCaller extends CameThrough {
  kind: "anonymous";
}

/** Whoever runs commands on the server itself. */
export interface OperatorCaller extends CameThrough {
  kind: "operator";
}

export type Caller = KeyCaller | AnonymousCaller | OperatorCaller;
