import type { LiveSession } from "../../../kernel/authenticate.ts";
import type { IdentityServices } from "../services.ts";
import { addressHeader } from "./auth.ts";

/** The session that a request's cookies show, if it is live, and the cookies that keep it so. Always asks the database. */
export async function liveSession(
  { auth }: Pick<IdentityServices, "auth">,
  headers: Headers,
): Promise<{ session: LiveSession | undefined; cookies: string[] }> {
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  return {
    session: response
      ? {
          id: response.session.id,
          account: { id: response.user.id, email: response.user.email, name: response.user.name },
        }
      : undefined,
    cookies: answered?.getSetCookie() ?? [],
  };
}

/** Opens a session for whoever reads the mail of an address, with an account if it has none; answers its cookies. */
export async function openSession(
  { auth }: IdentityServices,
  email: string,
  headers: Headers,
): Promise<{ accountId: string; cookies: string[] }> {
  const { response, headers: answered } = await auth.api.openSession({
    body: { email },
    headers,
    returnHeaders: true,
  });
  return { accountId: response.accountId, cookies: answered.getSetCookie() };
}

/** A request's headers as better-auth wants them: the client's address is what we know, not what the client says. */
export function authHeaders(given: Record<string, string | string[] | undefined>, address: string): Headers {
  const headers = new Headers();
  for (const name of ["cookie", "user-agent", "origin", "content-type"]) {
    const value = given[name];
    if (typeof value === "string") headers.set(name, value);
  }
  headers.set(addressHeader, address);
  return headers;
}
