import { type Access, checkLibraries } from "../../kernel/access.ts";
import type { AuthenticateOptions, Credentials, LiveKey } from "../../kernel/authenticate.ts";
import type { Caller, KeyCaller, MemberCaller, SessionCaller } from "../../kernel/caller.ts";
import { fail } from "../../kernel/failure.ts";
import { includes, type Role } from "../../kernel/role.ts";
import { isSessionLive } from "./accounts/store.ts";
import { canWriteSomewhere, checkScope } from "./apps/check-scope.ts";
import { isAccessToken } from "./keys/access-token.ts";
import type { KeyCache } from "./keys/key-cache.ts";
import { membership } from "./members/store.ts";
import type { IdentityServices } from "./services.ts";
import { isCalled } from "./slugs/is-called.ts";
import { organizationBySlug, organizationExists } from "./slugs/store.ts";

type Known = Readonly<Record<string, unknown>>;
type AccessOf<Kind extends Access["kind"]> = Extract<Access, { kind: Kind }>;

/**
 * Finds the caller behind credentials (a command on the server itself, a session, or a key) and enforces the
 * operation's `access`. Libraries that only the input names are left to `checkLibraries`.
 */
export async function authenticate(
  services: Pick<IdentityServices, "database" | "clock" | "keyCache">,
  access: Access,
  credentials: Credentials,
  known: Known,
  { recheckSession = false }: AuthenticateOptions = {},
): Promise<Caller> {
  const came = cameThrough(credentials);
  if (access.kind === "anonymous") return { kind: "anonymous", ...came };
  if (credentials.transport === "cli" && access.kind === "operator") return { kind: "operator", ...came };
  if (credentials.transport === "cli" && access.kind === "role") {
    const organization = await organizationBySlug(services.database, known.organizationId);
    if (!organization) throw fail.organizationUnknown();
    return { kind: "operator", ...came, organization };
  }
  if (access.kind === "operator") throw fail.forbidden("Only the operator can do this, on the command line.");
  if (credentials.transport === "app") {
    return authenticateSession(services, access, credentials, known, recheckSession);
  }
  if (access.kind === "account" || access.kind === "role") {
    throw fail.forbidden("Only people who are signed in can do this.");
  }
  return authenticateKey(services, access, credentials, known);
}

/** Checks in this order: a key was sent, the organization exists, the key belongs to it, the key may do this. */
async function authenticateKey(
  { database, keyCache }: Pick<IdentityServices, "database" | "keyCache">,
  access: AccessOf<"key" | "scope" | "organization" | "library">,
  credentials: Credentials,
  known: Known,
): Promise<KeyCaller> {
  const found = await findKey(keyCache, credentials, known);
  const namesOrganization = access.kind === "organization" || access.kind === "library";
  if (namesOrganization && !(found && isCalled(found.organization, known.organizationId))) {
    const exists = await organizationExists(database, known.organizationId);
    throw exists ? fail.invalidKey() : fail.organizationUnknown();
  }
  if (!found) throw fail.invalidKey();
  const caller: KeyCaller = { kind: "key", ...cameThrough(credentials), ...found };
  checkKey(access, caller);
  checkLibraries(access, caller, known);
  return caller;
}

async function findKey(
  keyCache: KeyCache,
  { token, live }: Credentials,
  { organizationId }: Known,
): Promise<LiveKey | undefined> {
  if (live) return keyCache.findById(live.key.id);
  if (token === undefined) throw fail.unauthenticated();
  const found = await keyCache.find(token, organizationId);
  if (!found && isAccessToken(token)) throw fail.invalidAccessToken();
  return found;
}

function checkKey(access: Access, caller: KeyCaller): void {
  const { person } = caller.key;
  if (person && access.kind !== "anonymous") checkScope(access, caller, person);
  if (access.kind === "scope" && !caller.key.scopes.includes(access.scope)) {
    throw fail.forbidden(`API key lacks required scope: ${access.scope}`);
  }
  if (access.kind === "library" && access.person && !person) throw fail.approvalTakesPerson();
  if (access.kind !== "organization" && access.kind !== "library") return;
  if (access.role && person && !includes(person.role, access.role)) throw fail.roleTooWeak(access.role);
  if (access.kind === "organization" && access.level === "write" && !canWriteSomewhere(caller))
    throw fail.readOnly();
}

/**
 * Checks that the session's account is a member with a sufficient role, and that the libraries exist. The role is read
 * for each call, so that a change takes effect immediately.
 */
async function authenticateSession(
  { database, clock }: Pick<IdentityServices, "database" | "clock">,
  access: Exclude<Access, AccessOf<"anonymous" | "operator">>,
  credentials: Credentials,
  known: Known,
  recheck: boolean,
): Promise<SessionCaller | MemberCaller> {
  const { session } = credentials;
  if (!session || (recheck && !(await isSessionLive(database, session.id)))) throw fail.signedOut();
  const { account, id } = session;
  const caller: SessionCaller = { kind: "session", ...cameThrough(credentials), session: { id }, account };
  if (access.kind === "account") return caller;
  if (access.kind === "key") throw fail.forbidden("Only API keys can do this.");
  const found = await membership(database, account.id, known.organizationId, clock.now());
  if (!found) throw fail.organizationUnknown();
  const needed = neededRole(access);
  if (!includes(found.role, needed)) throw fail.roleTooWeak(needed);
  const member: MemberCaller = { ...caller, ...found };
  checkLibraries(access, member, known);
  return member;
}

/** The role that lets a member do what a key may do. */
function neededRole(access: AccessOf<"scope" | "organization" | "library" | "role">): Role {
  if (access.kind === "role") return access.role;
  if (access.kind !== "scope") return access.role ?? (access.level === "write" ? "editor" : "viewer");
  if (access.scope === "tenant:admin" || access.scope === "memory:search") return "owner";
  return access.scope.endsWith(":read") ? "viewer" : "editor";
}

const cameThrough = ({ transport, address, requestId }: Credentials) => ({ transport, address, requestId });
