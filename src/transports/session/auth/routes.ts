import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import { authHeaders, openSession } from "../../../features/identity/accounts/session.ts";
import {
  mailSignIn,
  newBrowserToken,
  peekLink,
  SignInRequest,
  takeCode,
  takeLink,
} from "../../../features/identity/accounts/sign-in/sign-in.ts";
import type { TakenSignIn } from "../../../features/identity/accounts/sign-in/store.ts";
import { setUpFreshServer } from "../../../features/library/onboarding/first-library.ts";
import { isLoopback, networkOf } from "../../../kernel/address.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { SecurityEvent } from "../../../kernel/security-log.ts";
import { sameOriginOnly } from "../../http/same-origin.ts";
import type { SessionServices } from "../services.ts";
import { betterAuthRoutes } from "./better-auth-routes.ts";
import { askerOf, browserCookie, knownCookie } from "./browser-cookies.ts";
import { consentRoute } from "./consent-route.ts";
import { read } from "./read.ts";
import { singleSignOnStart } from "./single-sign-on.ts";

// Signing in with a passkey takes two calls.
const callsPerMinuteMax = 60;

const LinkToken = z.strictObject({ token: z.string().max(200) });

/** Signing in and out, which set cookies. Everything else that a person does is an operation. */
export function authRoutes(app: FastifyInstance, services: SessionServices): void {
  sameOriginOnly(app, services);
  app.addHook("onRequest", async ({ ip }) => {
    if (!isLoopback(ip)) await services.rateLimits.spendFrom(`auth ${networkOf(ip)}`, callsPerMinuteMax, 60);
  });

  app.post(`${authPrefix}/sign-in`, async (request, reply) => {
    const asked = await read(request, SignInRequest);
    // A new token each time: a planted one would tie the code to a browser that somebody else has.
    const browser = newBrowserToken();
    const mail = await mailSignIn(services, asked, { ...askerOf(services, request), browser });
    reply.header("set-cookie", browserCookie(services, browser));
    return { data: { mail } };
  });

  app.post(`${authPrefix}/sign-in/link/peek`, async (request) => {
    const { token } = await read(request, LinkToken);
    return { data: await peekLink(services, token, askerOf(services, request).browser) };
  });

  app.post(`${authPrefix}/sign-in/link`, async (request, reply) => {
    const { token } = await read(request, LinkToken);
    const taken = await notingRefusal("link_refused", request, takeLink(services, token));
    return signIn(request, reply, "link", taken);
  });

  app.post(`${authPrefix}/sign-in/code`, async (request, reply) => {
    const { code } = await read(request, z.strictObject({ code: z.string().max(20) }));
    const digits = code.replace(/\s/g, "");
    const taking = takeCode(services, askerOf(services, request), digits);
    return signIn(request, reply, "code", await notingRefusal("code_refused", request, taking));
  });

  const noteOf = ({ ip: address, id: requestId }: FastifyRequest) => ({ requestId, address });

  async function notingRefusal<T>(
    event: SecurityEvent,
    request: FastifyRequest,
    taking: Promise<T>,
  ): Promise<T> {
    try {
      return await taking;
    } catch (error) {
      if (error instanceof Failure) services.securityLog.note(event, noteOf(request));
      throw error;
    }
  }

  async function signIn(
    request: FastifyRequest,
    reply: FastifyReply,
    by: "link" | "code",
    { email, leadsTo }: TakenSignIn,
  ) {
    const headers = authHeaders(request.headers, request.ip);
    const { accountId, cookies } = await openSession(services, email, headers);
    await setUpFreshServer(services, accountId);
    services.securityLog.note("signed_in", { by, account: accountId, ...noteOf(request) });
    reply.header("set-cookie", [...cookies, knownCookie(services, request, email)]);
    return { data: { to: leadsTo } };
  }

  betterAuthRoutes(app, services);
  singleSignOnStart(app, services);
  consentRoute(app, services);
}
