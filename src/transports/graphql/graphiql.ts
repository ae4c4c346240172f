import type { FastifyReply, FastifyRequest } from "fastify";
import { sendDocument } from "../http/cached-document.ts";
import type { BuiltApp } from "../web-app/built.ts";
import { sendNotBuilt } from "../web-app/not-built.ts";

// The editor sets inline styles.
const policy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sends GraphiQL, which loads nothing from other servers. */
export function sendGraphiql(
  request: FastifyRequest,
  reply: FastifyReply,
  built: BuiltApp | undefined,
): FastifyReply {
  reply.header("content-security-policy", policy);
  return built ? sendDocument(request, reply, built.graphiql, 0) : sendNotBuilt(reply, "GraphiQL");
}
