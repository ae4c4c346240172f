import type { FastifyRequest } from "fastify";
import { isLoopback } from "../../kernel/address.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { Transport } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import { noteLimit } from "./rate-limit-headers.ts";
import type { HttpServices } from "./services.ts";

/**
 * Refuses plain HTTP, which would send keys unencrypted. Requests from this machine pass, and requests that a trusted
 * proxy received over HTTPS.
 */
export function requireHttps({ config }: HttpServices, request: FastifyRequest): void {
  if (request.protocol === "https" || config.allowHttp || isLoopback(request.ip)) return;
  throw new Failure(
    "HTTPS_REQUIRED",
    "Use https://: keys must not be sent unencrypted. Behind a proxy that takes HTTPS, set TRUST_PROXY to the proxy's " +
      "address and PUBLIC_URL to the https:// address.",
  );
}

/** The caller's credentials, as the HTTP request carries them. */
export function credentialsOf(transport: Transport, request: FastifyRequest): Credentials {
  return {
    transport,
    address: request.ip,
    requestId: request.id,
    traceparent: traceparentOf(request),
    token: bearer(request.headers.authorization),
    noteLimit: (limit) => noteLimit(request, limit),
  };
}

const traceparentOf = ({ headers: { traceparent } }: FastifyRequest): string | undefined =>
  typeof traceparent === "string" ? traceparent : undefined;

function bearer(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(header)?.[1];
}
