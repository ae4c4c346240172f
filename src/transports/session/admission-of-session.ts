import type { FastifyReply, FastifyRequest } from "fastify";
import { authHeaders, type LiveSession, liveSession } from "../../features/identity/accounts/session.ts";
import type { Admission } from "../../kernel/admit.ts";
import type { Services } from "../../main/services-type.ts";
import { admissionOf } from "../http/http.ts";

/** Who is calling, as the request's cookies show; the answer keeps them fresh. */
export async function admissionOfSession(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Admission & { session: LiveSession | undefined }> {
  const { session, cookies } = await liveSession(services, authHeaders(request.headers, request.ip));
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return { ...admissionOf("app", request), token: undefined, session };
}
