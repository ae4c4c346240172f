import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import { databaseAway } from "../../../features/identity/accounts/outages.ts";
import { authHeaders, liveSession } from "../../../features/identity/accounts/session.ts";
import { LeadsTo } from "../../../features/identity/accounts/sign-in/sign-in.ts";
import {
  oidcProviderId,
  providerDownCode,
} from "../../../features/identity/accounts/single-sign-on/provider.ts";
import { setUpFreshServer } from "../../../features/library/onboarding/first-library.ts";
import { isLoopback, networkOf } from "../../../kernel/address.ts";
import { Failure, fail } from "../../../kernel/failure.ts";
import { requireHttps } from "../../http/credentials.ts";
import type { SessionServices } from "../services.ts";
import { knownCookie } from "./browser-cookies.ts";
import { read } from "./read.ts";
import { codeIn, type Problem, problemOf } from "./single-sign-on-problem.ts";

const callbackPath = `${authPrefix}/callback/${oidcProviderId}`;
// The page that goes on after signing in, and the one that says why it failed.
const donePage = "/signed-in";
const signInPage = "/sign-in";

// The provider is asked for tokens, keys and the person's address.
const providerMs = 15_000;
const callbacksPerMinuteMax = 60;

/** Where the sign-in page learns of the provider and starts a sign-in there. Only for pages of this server. */
export function singleSignOnStart(app: FastifyInstance, services: SessionServices): void {
  const { oidc, publicUrl } = services.config;
  app.get(`${authPrefix}/sign-in/methods`, async () => ({ data: { singleSignOn: oidc?.name ?? null } }));
  if (!oidc) return;
  app.post(`${authPrefix}/sign-in/${oidcProviderId}`, async (request, reply) => {
    const { to } = await read(request, z.strictObject({ to: LeadsTo.optional() }));
    const headers = authHeaders(request.headers, request.ip);
    headers.set("content-type", "application/json");
    const callbackURL = new URL(withQuery(donePage, { to }), publicUrl).href;
    const body = JSON.stringify({
      provider: oidcProviderId,
      callbackURL,
      errorCallbackURL: callbackURL,
      disableRedirect: true,
    });
    const url = new URL(`${authPrefix}/sign-in/social`, publicUrl);
    const answer = await answered(services, new Request(url, { method: "POST", headers, body }));
    if (!answer) throw providerDown(oidc.name);
    if (!answer.ok) throw startFailed(await codeIn(answer), oidc.name);
    reply.header("set-cookie", answer.headers.getSetCookie());
    return { data: { url: ((await answer.json()) as { url: string }).url } };
  });
}

/** Where the provider sends the browser back to. Browsers say that another site asked for it. */
export async function singleSignOnCallback(app: FastifyInstance, services: SessionServices): Promise<void> {
  if (!services.config.oidc) return;
  app.get(callbackPath, async (request, reply) => {
    requireHttps(services, request);
    if (!isLoopback(request.ip)) {
      const bucket = `auth callback ${networkOf(request.ip)}`;
      await services.rateLimits.spendFrom(bucket, callbacksPerMinuteMax, 60);
    }
    reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
    const url = new URL(request.url, services.config.publicUrl);
    const headers = authHeaders(request.headers, request.ip);
    const answer = await answered(services, new Request(url, { headers }));
    const location = new URL(answer?.headers.get("location") ?? "/", services.config.publicUrl);
    const to = location.pathname === donePage ? location.searchParams.get("to") : null;
    const problem = answer ? await problemOf(answer, location) : "down";
    return problem ? refused(problem, to) : signedIn(answer as Response, location);

    function refused(why: Problem, path: string | null): FastifyReply {
      services.securityLog.note("single_sign_on_refused", { why, ...noteOf(request) });
      return reply.redirect(withQuery(signInPage, { problem: why, to: path ?? undefined }));
    }

    async function signedIn({ headers: answers }: Response, { pathname, search }: URL) {
      const cookies = answers.getSetCookie();
      const opened = new Headers({ cookie: cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ") });
      const { session } = await liveSession(services, opened);
      if (!session) return refused("refused", to);
      const { id, email } = session.account;
      await setUpFreshServer(services, id);
      services.securityLog.note("signed_in", { by: oidcProviderId, account: id, ...noteOf(request) });
      reply.header("set-cookie", [...cookies, knownCookie(services, request, email)]);
      return reply.redirect(pathname + search);
    }
  });
}

/** better-auth's answer. Undefined when the provider leaves it waiting. */
async function answered(
  { auth }: Pick<SessionServices, "auth">,
  request: Request,
): Promise<Response | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), providerMs);
  try {
    return await Promise.race([auth.handler(request), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function startFailed(code: string | undefined, name: string): Error {
  if (code === providerDownCode) return providerDown(name);
  return code === databaseAway ? fail.unavailable() : new Error(`better-auth failed: ${code}`);
}

const providerDown = (name: string) =>
  new Failure(
    "SERVICE_UNAVAILABLE",
    `The sign-in of ${name} can't be reached. Try again in a minute, or sign in by email.`,
    { retryAfterSeconds: 30 },
  );

/** better-auth takes only some characters in an address to go on at, and `*` is none of them. */
function withQuery(path: string, values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(given).toString().replaceAll("*", "%2A");
  return query ? `${path}?${query}` : path;
}

const noteOf = ({ ip: address, id: requestId }: FastifyRequest) => ({ requestId, address });
