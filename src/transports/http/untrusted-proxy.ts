import type { FastifyInstance } from "fastify";
import ipaddr from "ipaddr.js";
import type { HttpServices } from "./services.ts";

const privateRanges = new Set(["loopback", "private", "uniqueLocal", "linkLocal", "carrierGradeNat"]);

/**
 * Says once in the log that requests come through a proxy which the settings do not trust. Without trust every client has
 * the proxy's address, and none of them has https://. Only addresses of a network of one's own count: others may forge the
 * header.
 */
export function warnOfUntrustedProxy(app: FastifyInstance, { config, log }: HttpServices): void {
  if (config.trustProxy.length > 0) return;
  let warned = false;
  app.addHook("onRequest", (request, _reply, done) => {
    done();
    if (warned || request.headers["x-forwarded-for"] === undefined || !isPrivate(request.ip)) return;
    warned = true;
    const proxy = ipaddr.process(request.ip).toString();
    log.warn(
      { proxy },
      `Requests come through a proxy at ${proxy} that is not trusted, so clients' addresses and https:// are not seen. ` +
        `Set TRUST_PROXY=${proxy} if it is yours, and PUBLIC_URL to the address that clients use.`,
    );
  });
}

const isPrivate = (address: string): boolean =>
  ipaddr.isValid(address) && privateRanges.has(ipaddr.process(address).range());
