import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { authPrefix } from "../../../features/identity/accounts/auth.ts";
import { authHeaders } from "../../../features/identity/accounts/session.ts";
import { line } from "../../../kernel/fields.ts";
import type { SessionServices } from "../services.ts";
import { read } from "./read.ts";

const passkeySignIn = "/passkey/verify-authentication";

// better-auth's own routes, which its browser client calls. Its other routes are not reachable.
const passedOn: readonly ["GET" | "POST", string][] = [
  ["POST", "/sign-out"],
  ["GET", "/passkey/generate-register-options"],
  ["POST", "/passkey/verify-registration"],
  ["GET", "/passkey/generate-authenticate-options"],
  ["POST", passkeySignIn],
  ["GET", "/passkey/list-user-passkeys"],
  ["POST", "/passkey/update-passkey"],
  ["POST", "/passkey/delete-passkey"],
];

// better-auth limits neither the length of a passkey's name nor text that Postgres can't store.
const PassedOn = z
  .looseObject({ name: line(100).optional() })
  .refine((body) => !JSON.stringify(body).includes("\\u0000"), "must not contain the character U+0000");

type AuthServices = Pick<SessionServices, "auth" | "config" | "securityLog">;

/** Passes calls on to better-auth: signing out, passkeys, and what a person decides about an app. */
export function betterAuthRoutes(app: FastifyInstance, services: AuthServices): void {
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
        if (path === passkeySignIn) notePasskey(services, request, answer.status, text);
        reply.code(answer.status).header("set-cookie", answer.headers.getSetCookie());
        return reply.type("application/json; charset=utf-8").send(text || "{}");
      },
    });
  }
}

function notePasskey(
  { securityLog }: AuthServices,
  { id: requestId, ip: address }: FastifyRequest,
  status: number,
  text: string,
): void {
  const where = { requestId, address };
  if (status >= 400) {
    securityLog.note("passkey_refused", where);
  } else {
    const { session } = JSON.parse(text) as { session: { userId: string } };
    securityLog.note("signed_in", { by: "passkey", account: session.userId, ...where });
  }
}
