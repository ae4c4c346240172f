import { addressHeader } from "../../../kernel/address.ts";
import type { LiveSession } from "../../../kernel/authenticate.ts";
import { fail } from "../../../kernel/failure.ts";
import type { IdentityServices } from "../services.ts";
import { causeOf } from "./outages.ts";
import { maySignIn, signUpClosed } from "./sign-up.ts";

/** The live session of a request's cookies, with the cookies that extend it. Always asks the database. */
export async function liveSession(
  { auth }: Pick<IdentityServices, "auth">,
  headers: Headers,
): Promise<{ session: LiveSession | undefined; cookies: string[] }> {
  const { response, headers: answered } = await auth.api
    .getSession({ headers, returnHeaders: true })
    .catch((error) => {
      throw causeOf(error);
    });
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

/** Opens a session for the owner of an email address and returns its cookies. Creates the account if there is none. */
export async function openSession(
  services: IdentityServices,
  email: string,
  headers: Headers,
): Promise<{ accountId: string; cookies: string[] }> {
  const { auth } = services;
  // An invitation may have been withdrawn since the mail.
  if (!(await maySignIn(services, email))) throw fail.forbidden(signUpClosed);
  const { response, headers: answered } = await auth.api
    .openSession({ body: { email }, headers, returnHeaders: true })
    .catch((error) => {
      throw causeOf(error);
    });
  return { accountId: response.accountId, cookies: answered.getSetCookie() };
}

/** A request's headers for better-auth. The client's address is the one we determined, never one the client sent. */
export function authHeaders(given: Record<string, string | string[] | undefined>, address: string): Headers {
  const headers = new Headers();
  for (const name of ["cookie", "user-agent", "origin", "content-type"]) {
    const value = given[name];
    if (typeof value === "string") headers.set(name, value);
  }
  headers.set(addressHeader, address);
  return headers;
}
