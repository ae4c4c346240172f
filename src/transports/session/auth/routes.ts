import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import { authHeaders, openSession } from "../../../features/identity/accounts/session.ts";
import {
  mailSignIn,
  newBrowserToken,
  peekLink,
  SignInRequest,
  signInMinutes,
  takeCode,
  takeLink,
} from "../../../features/identity/accounts/sign-in/sign-in.ts";
import type { TakenSignIn } from "../../../features/identity/accounts/sign-in/store.ts";
import { setUpFreshServer } from "../../../features/library/onboarding/first-library.ts";
import { isLoopback, networkOf } from "../../../kernel/address.ts";
import { fail } from "../../../kernel/failure.ts";
import { line } from "../../../kernel/fields.ts";
import { describeIssues } from "../../../kernel/issues.ts";
import { readJson } from "../../http/read-json.ts";
import { sameOriginOnly } from "../../http/same-origin.ts";
import type { SessionServices } from "../services.ts";

// better-auth's own routes, which its browser client calls. Its other routes are not reachable.
const passedOn: readonly ["GET" | "POST", string][] = [
  ["POST", "/sign-out"],
  ["GET", "/passkey/generate-register-options"],
  ["POST", "/passkey/verify-registration"],
  ["GET", "/passkey/generate-authenticate-options"],
  ["POST", "/passkey/verify-authentication"],
  ["GET", "/passkey/list-user-passkeys"],
  ["POST", "/passkey/update-passkey"],
  ["POST", "/passkey/delete-passkey"],
];

// better-auth limits neither the length of a passkey's name nor text that Postgres can't store.
const PassedOn = z
  .looseObject({ name: line(100).optional() })
  .refine((body) => !JSON.stringify(body).includes("\\u0000"), "must not contain the character U+0000");

// Signing in with a passkey takes two calls.
const callsPerMinuteMax = 60;

const LinkToken = z.strictObject({ token: z.string().max(200) });

const browserCookie = "rookery.browser";

/** Signing in and out, which set cookies. Everything else that a person does is an operation. */
export function authRoutes(app: FastifyInstance, services: SessionServices): void {
  sameOriginOnly(app, services);
  app.addHook("onRequest", async ({ ip }) => {
    if (!isLoopback(ip)) await services.rateLimits.spendFrom(`auth ${networkOf(ip)}`, callsPerMinuteMax, 60);
  });

  app.post(`${authPrefix}/sign-in`, async (request, reply) => {
    const asked = await read(request, SignInRequest);
    const browser = browserOf(request) ?? newBrowserToken();
    const mail = await mailSignIn(services, asked, { address: request.ip, browser });
    reply.header("set-cookie", browserCookieOf(services, browser));
    return { data: { mail } };
  });

  app.post(`${authPrefix}/sign-in/link/peek`, async (request) => {
    const { token } = await read(request, LinkToken);
    return { data: await peekLink(services, token, browserOf(request) ?? "") };
  });

  app.post(`${authPrefix}/sign-in/link`, async (request, reply) => {
    const { token } = await read(request, LinkToken);
    return signIn(request, reply, await takeLink(services, token));
  });

  app.post(`${authPrefix}/sign-in/code`, async (request, reply) => {
    const { code } = await read(request, z.strictObject({ code: z.string().max(20) }));
    const digits = code.replace(/\s/g, "");
    return signIn(request, reply, await takeCode(services, browserOf(request) ?? "", digits));
  });

  async function signIn(request: FastifyRequest, reply: FastifyReply, { email, leadsTo }: TakenSignIn) {
    const headers = authHeaders(request.headers, request.ip);
    const { accountId, cookies } = await openSession(services, email, headers);
    await setUpFreshServer(services, accountId);
    reply.header("set-cookie", cookies);
    return { data: { to: leadsTo } };
  }

  for (const [method, path] of passedOn) {
    app.route({
      method,
      url: `${authPrefix}${path}`,
      handler: async (request, reply) => {
        const body = method === "POST" ? JSON.stringify(await read(request, PassedOn)) : undefined;
        const headers = authHeaders(request.headers, request.ip);
        if (body !== undefined) headers.set("content-type", "application/json");
        const url = new URL(request.url, services.config.publicUrl);
        const answer = await services.auth.handler(new Request(url, { method, headers, body: body ?? null }));
        const text = await answer.text();
        // better-auth's server errors have no body.
        if (answer.status >= 500 && text === "") throw new Error("better-auth failed");
        reply.code(answer.status).header("set-cookie", answer.headers.getSetCookie());
        return reply.type("application/json; charset=utf-8").send(text || "{}");
      },
    });
  }
}

async function read<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(request));
  if (!parsed.success) throw fail.input(describeIssues(parsed.error.issues));
  return parsed.data;
}

const browserOf = ({ headers }: FastifyRequest): string | undefined =>
  /(?:^|; ?)rookery\.browser=([\w-]{43})(?:;|$)/.exec(headers.cookie ?? "")?.[1];

function browserCookieOf({ config }: SessionServices, browser: string): string {
  const secure = config.publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${browserCookie}=${browser}; Path=${authPrefix}; Max-Age=${signInMinutes * 60}; HttpOnly; SameSite=Lax${secure}`;
}
