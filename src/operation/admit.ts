import type { LiveKey } from "../keys/keyring.ts";
import { organizationExists } from "../organizations/store.ts";
import type { Services } from "../services.ts";
import type { Caller, Door, KeyCaller, Level, LibraryGrant } from "./caller.ts";
import { fail } from "./failure.ts";
import type { Access } from "./operation.ts";

/** Who is calling, as a transport found it. */
export interface Admission {
  door: Door;
  address: string;
  requestId: string;
  /** The token of `Authorization: Bearer <token>`; undefined when the header is missing or of another kind. */
  token: string | undefined;
  /** A key that was found otherwise than by its token: the one an upload address was handed out to. */
  live?: LiveKey;
}

/**
 * Steps 3 to 5 of the contract's check order: a key, of this organization, that reaches the known libraries.
 * Throws the `Failure` of the first check that fails.
 */
export async function admit(
  services: Services,
  access: Access,
  { door, address, requestId, token, live }: Admission,
  known: Readonly<Record<string, unknown>>,
): Promise<Caller> {
  const came = { door, address, requestId };
  if (access.kind === "anonymous") return { kind: "anonymous", ...came };
  if (access.kind === "operator") {
    if (door !== "cli") throw fail.forbidden("Only commands on the server itself may do this.");
    return { kind: "operator", ...came };
  }
  if (token === undefined && !live) throw fail.unauthenticated();
  const found = live ?? (await services.keyring.find(token as string));
  if (access.kind === "key" || access.kind === "scope") {
    if (!found) throw fail.invalidKey();
    if (access.kind === "scope" && !found.key.scopes.includes(access.scope)) {
      throw fail.forbidden(`API key lacks required scope: ${access.scope}`);
    }
    return { kind: "key", ...came, ...found };
  }
  if (found?.organization.slug !== known.organizationId) {
    const exists = await organizationExists(services.database, known.organizationId);
    throw exists ? fail.invalidKey() : fail.organizationUnknown();
  }
  if (!found) throw fail.invalidKey();
  const caller: KeyCaller = { kind: "key", ...came, ...found };
  if (access.kind === "organization" && access.level === "write" && !canWriteSomewhere(caller))
    throw fail.readOnly();
  admitLibraries(access, caller, known);
  return caller;
}

/** Refuses a library that the caller does not reach at the level needed. Fields that name none are left to the schema. */
export function admitLibraries(access: Access, caller: Caller, input: unknown): void {
  if (access.kind !== "library" || caller.kind !== "key" || typeof input !== "object" || input === null)
    return;
  for (const field of access.fields) {
    for (const slug of [(input as Record<string, unknown>)[field]].flat()) {
      if (typeof slug === "string") granted(caller, slug, access.level);
    }
  }
}

/** The caller's grant on a library. An unknown library and one out of reach fail alike, so nobody can probe for them. */
export function granted(caller: KeyCaller, slug: string, level: Level = "read"): LibraryGrant {
  const grant = caller.grants.get(slug);
  if (!grant || (level === "write" && grant.level !== "write")) throw fail.libraryOutOfReach();
  return grant;
}

function canWriteSomewhere(caller: KeyCaller): boolean {
  for (const { level } of caller.grants.values()) if (level === "write") return true;
  return false;
}
