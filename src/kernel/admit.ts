import type { LiveSession } from "../features/identity/accounts/session.ts";
import { admitSession } from "../features/identity/authenticate-session.ts";
import type { LiveKey } from "../features/identity/keys/key-cache.ts";
import { organizationBySlug, organizationExists } from "../features/identity/organizations/store.ts";
import type { Services } from "../main/services-type.ts";
import type {
  Caller,
  CallerOrganization,
  KeyCaller,
  Level,
  LibraryGrant,
  MemberCaller,
  Transport,
} from "./caller.ts";
import { fail } from "./failure.ts";
import type { Access } from "./operation.ts";

/** Who is calling, as a transport found it. */
export interface Admission {
  transport: Transport;
  address: string;
  requestId: string;
  /** The token of `Authorization: Bearer <token>`; undefined when the header is missing or of another kind. */
  token: string | undefined;
  /** A key that was found otherwise than by its token: the one an upload address was handed out to. */
  live?: LiveKey;
  /** At the app's transport: the session that the cookies show, if it is live. */
  session?: LiveSession | undefined;
}

/** Lets a caller in by what it shows: a command on the server itself, a session, or a key. Throws the first `Failure`. */
export async function admit(
  services: Services,
  access: Access,
  admission: Admission,
  known: Readonly<Record<string, unknown>>,
): Promise<Caller> {
  const { transport, address, requestId } = admission;
  const came = { transport, address, requestId };
  if (access.kind === "anonymous") return { kind: "anonymous", ...came };
  if (transport === "cli" && access.kind === "operator") return { kind: "operator", ...came };
  if (transport === "cli" && access.kind === "role") {
    const organization = await organizationBySlug(services.database, known.organizationId);
    if (!organization) throw fail.organizationUnknown();
    return { kind: "operator", ...came, organization };
  }
  if (access.kind === "operator") throw fail.forbidden("Only commands on the server itself may do this.");
  if (transport === "app") return admitSession(services, access, admission, known);
  if (access.kind === "account" || access.kind === "role") {
    throw fail.forbidden("Only people who are signed in may do this.");
  }
  return admitKey(services, access, admission, known);
}

/** Steps 3 to 5 of the contract's check order: a key, of this organization, that reaches the known libraries. */
async function admitKey(
  services: Services,
  access: Exclude<Access, { kind: "anonymous" | "operator" | "account" | "role" }>,
  { transport, address, requestId, token, live }: Admission,
  known: Readonly<Record<string, unknown>>,
): Promise<KeyCaller> {
  if (token === undefined && !live) throw fail.unauthenticated();
  const found = await (live
    ? services.keyCache.findById(live.key.id)
    : services.keyCache.find(token as string));
  if (access.kind === "key" || access.kind === "scope") {
    if (!found) throw fail.invalidKey();
    if (access.kind === "scope" && !found.key.scopes.includes(access.scope)) {
      throw fail.forbidden(`API key lacks required scope: ${access.scope}`);
    }
    return { kind: "key", transport, address, requestId, ...found };
  }
  if (!found || !isCalled(found.organization, known.organizationId)) {
    const exists = await organizationExists(services.database, known.organizationId);
    throw exists ? fail.invalidKey() : fail.organizationUnknown();
  }
  const caller: KeyCaller = { kind: "key", transport, address, requestId, ...found };
  if (access.kind === "organization" && access.level === "write" && !canWriteSomewhere(caller))
    throw fail.readOnly();
  admitLibraries(access, caller, known);
  return caller;
}

/** Refuses a library that the caller does not reach at the level needed. Fields that name none are left to the schema. */
export function admitLibraries(access: Access, caller: Caller, input: unknown): void {
  if (access.kind !== "library" || !("grants" in caller) || typeof input !== "object" || input === null)
    return;
  for (const field of access.fields) {
    for (const slug of [(input as Record<string, unknown>)[field]].flat()) {
      if (typeof slug === "string") granted(caller, slug, access.level);
    }
  }
}

/** The caller's grant on a library. To a key, an unknown library and one out of reach look alike, so nobody can probe for them. */
export function granted(caller: KeyCaller | MemberCaller, slug: string, level: Level = "read"): LibraryGrant {
  const grant = caller.grants.get(slug);
  if (grant && (level === "read" || grant.level === "write")) return grant;
  throw caller.kind === "session" ? fail.missing("library") : fail.libraryOutOfReach();
}

const isCalled = ({ slug, formerSlugs }: CallerOrganization, name: unknown): boolean =>
  slug === name || (typeof name === "string" && formerSlugs.includes(name));

function canWriteSomewhere(caller: KeyCaller): boolean {
  for (const { level } of caller.grants.values()) if (level === "write") return true;
  return false;
}
