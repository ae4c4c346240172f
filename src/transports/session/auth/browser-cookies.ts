import type { FastifyRequest } from "fastify";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import type { Asker } from "../../../features/identity/accounts/sign-in/asker.ts";
import { knownBrowser, withProof } from "../../../features/identity/accounts/sign-in/known-browser.ts";
import { signInMinutes } from "../../../features/identity/accounts/sign-in/sign-in.ts";
import type { SessionServices } from "../services.ts";

type CookieServices = Pick<SessionServices, "config" | "secret">;

const yearSeconds = 365 * 86_400;
const knownName = "rookery.known";

const isSecure = ({ config }: CookieServices) => config.publicUrl.startsWith("https:");

// Browsers take a `__Host-` cookie from this host alone, so that a sibling site can't plant one.
const browserName = (services: CookieServices) =>
  isSecure(services) ? "__Host-rookery.browser" : "rookery.browser";

/** Who asks for a mail or tries a code, by address and cookies. */
export function askerOf(services: CookieServices, request: FastifyRequest): Asker {
  const browser = cookieOf(request, browserName(services)) ?? "";
  return {
    address: request.ip,
    browser: /^[\w-]{43}$/.test(browser) ? browser : "",
    knownAs: (email) => knownBrowser(services.secret, cookieOf(request, knownName) ?? "", email),
  };
}

/** The cookie of the browser that requested a mail. */
export const browserCookie = (services: CookieServices, browser: string): string =>
  `${browserName(services)}=${browser}; Path=/; Max-Age=${signInMinutes * 60}${shared(services)}`;

/** The cookie that proves that this browser signed in to an account. */
export function knownCookie(services: CookieServices, request: FastifyRequest, email: string): string {
  const proofs = withProof(services.secret, cookieOf(request, knownName) ?? "", email);
  return `${knownName}=${proofs}; Path=${authPrefix}; Max-Age=${yearSeconds}${shared(services)}`;
}

const shared = (services: CookieServices): string =>
  `; HttpOnly; SameSite=Lax${isSecure(services) ? "; Secure" : ""}`;

function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}
