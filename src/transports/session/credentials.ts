import type { FastifyReply, FastifyRequest } from "fastify";
import { authHeaders, liveSession } from "../../features/identity/accounts/session.ts";
import type { Credentials, LiveSession } from "../../kernel/authenticate.ts";
import { credentialsOf } from "../http/credentials.ts";
import type { SessionServices } from "./services.ts";

/** The caller's session, found by the request's cookies. The reply refreshes the cookies when needed. */
export async function sessionCredentials(
  services: Pick<SessionServices, "auth">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Credentials & { session: LiveSession | undefined }> {
  const { session, cookies } = await liveSession(services, authHeaders(request.headers, request.ip));
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return { ...credentialsOf("app", request), token: undefined, session };
}
