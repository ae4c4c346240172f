import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import type { Lookup } from "./public-dns.ts";

/**
 * The addresses at which a server may be reached; none when it has none, or is not on the internet with all of them. Only
 * the web's own ports count, but for `allowedHosts` (`host:port`), which may be anywhere.
 */
export async function addressesOf(
  url: URL,
  allowedHosts: readonly string[],
  lookup: Lookup,
  signal: AbortSignal,
): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const family = isIP(host);
  const found = () => (family === 0 ? lookup(host, signal) : [{ address: host, family }]);
  if (allowedHosts.includes(`${url.hostname}:${port}`)) return found();
  if (port !== "80" && port !== "443") return [];
  const addresses = await found();
  return addresses.every(({ address }) => isPublicAddress(address)) ? addresses : [];
}
