import type { FastifyInstance } from "fastify";
import ipaddr from "ipaddr.js";
import type { HttpServices } from "./services.ts";

const privateRanges = new Set(["loopback", "private", "uniqueLocal", "linkLocal", "carrierGradeNat"]);

/**
 * Logs once that requests come through an untrusted proxy. All clients then seem to have the proxy's address and plain
 * HTTP. Only proxies with private addresses are logged, since anyone else can forge the header.
 */
export function warnOfUntrustedProxy(
  app: FastifyInstance,
  { config, log }: Pick<HttpServices, "config" | "log">,
): void {
  if (config.trustProxy.length > 0) return;
  let warned = false;
  app.addHook("onRequest", (request, _reply, done) => {
    done();
    if (warned || request.headers["x-forwarded-for"] === undefined || !isPrivate(request.ip)) return;
    warned = true;
    const proxy = ipaddr.process(request.ip).toString();
    log.warn(
      { proxy },
      `Requests come through an untrusted proxy at ${proxy}, so the clients' addresses and https:// are unknown. ` +
        `Set TRUST_PROXY=${proxy} if it is yours, and PUBLIC_URL to the address that clients use.`,
    );
  });
}

const isPrivate = (address: string): boolean =>
  ipaddr.isValid(address) && privateRanges.has(ipaddr.process(address).range());
