import { texts } from "../texts/texts.ts";
import { dataOf, post, Refused, reach } from "./call.ts";

const prefix = "/api/auth";

/** Requests an email with a link and a code. "kept" means that it is in the server's outbox: there is no mail server. */
export const askForMail = (email: string, to?: string): Promise<{ mail: "sent" | "kept" }> =>
  post(`${prefix}/sign-in`, { email, ...(to !== undefined && { to }) }) as Promise<{ mail: "sent" | "kept" }>;

/** Signs in. Returns the path that the person wanted to open. */
export const signInWithCode = (code: string): Promise<{ to: string | null }> =>
  post(`${prefix}/sign-in/code`, { code }) as Promise<{ to: string | null }>;

export const signInWithLink = (token: string): Promise<{ to: string | null }> =>
  post(`${prefix}/sign-in/link`, { token }) as Promise<{ to: string | null }>;

/** The address that a link signs in, and whether this browser requested it. */
export const peekLink = (token: string): Promise<{ email: string; askedHere: boolean }> =>
  post(`${prefix}/sign-in/link/peek`, { token }) as Promise<{ email: string; askedHere: boolean }>;

/** What the operator calls the provider at which people may sign in, or null without one. */
export async function singleSignOnName(): Promise<string | null> {
  const { singleSignOn } = (await dataOf(await reach(`${prefix}/sign-in/methods`, { method: "GET" }))) as {
    singleSignOn: string | null;
  };
  return singleSignOn;
}

/** Starts a sign-in at the provider. Returns where the browser goes for it. */
export async function startSingleSignOn(to?: string): Promise<string> {
  const { url } = (await post(`${prefix}/sign-in/oidc`, { ...(to !== undefined && { to }) })) as {
    url: string;
  };
  return url;
}

/**
 * Answers an app's request, which is the query of the consent page: allowed with a connection, refused without. Returns where
 * the browser goes next.
 */
export async function decideOnApp(request: string, connectionId: string | undefined): Promise<string> {
  const decision = connectionId === undefined ? { accept: false } : { accept: true, connectionId };
  const { to } = (await post(`${prefix}/consent`, { ...decision, request })) as { to: string };
  return to;
}

export const signOut = (): Promise<unknown> => post(`${prefix}/sign-out`, {});

export interface Passkey {
  id: string;
  name: string | null;
  createdAt: string | null;
}

export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

export const listPasskeys = (): Promise<Passkey[]> => plain("GET", "/passkey/list-user-passkeys");
export const renamePasskey = (id: string, name: string) =>
  plain("POST", "/passkey/update-passkey", { id, name });
export const deletePasskey = (id: string) => plain("POST", "/passkey/delete-passkey", { id });

/** Creates a passkey for this account in the browser, with a name to recognise it by. */
export async function addPasskey(name: string): Promise<void> {
  const options = await plain<PublicKeyCredentialCreationOptionsJSON>(
    "GET",
    "/passkey/generate-register-options",
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await asked(() => navigator.credentials.create({ publicKey }));
  await plain("POST", "/passkey/verify-registration", { response: made.toJSON(), name });
}

/** Signs in with a passkey that the person chooses in their browser. */
export async function signInWithPasskey(): Promise<void> {
  const options = await plain<PublicKeyCredentialRequestOptionsJSON>(
    "GET",
    "/passkey/generate-authenticate-options",
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const shown = await asked(() => navigator.credentials.get({ publicKey }));
  await plain("POST", "/passkey/verify-authentication", { response: shown.toJSON() });
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await ask().catch(() => null);
  if (credential === null) throw new Refused("NO_PASSKEY", texts.signIn.noPasskeyUsed);
  return credential as PublicKeyCredential;
}

/** The error code for adding a passkey in an old session. */
export const sessionTooOld = "SESSION_TOO_OLD";

/** Passkey routes do not use the envelope: they answer the value, or `{message}`. */
async function plain<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
  const response = await reach(prefix + path, {
    method,
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (response.ok) return response.json() as Promise<Answer>;
  const { message } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { message?: string };
  if (message) throw new Refused(response.status === 403 ? sessionTooOld : "PASSKEY", message);
  return dataOf(response) as Promise<Answer>;
}
