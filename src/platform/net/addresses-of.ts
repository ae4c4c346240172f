import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import type { Lookup } from "./public-dns.ts";

/** How names become addresses. */
export interface Resolvers {
  /** For every name that callers give. */
  public: Lookup;
  /** For allowed hosts: names of the network inside are meant here. */
  system: Lookup;
}

/**
 * The addresses at which a server may be reached. Empty when it has none, or when one of them is not public. Only ports
 * 80 and 443 count. `allowedHosts` (`host:port`) may have any port and any address.
 */
export async function addressesOf(
  url: URL,
  allowedHosts: readonly string[],
  resolvers: Resolvers,
  signal: AbortSignal,
): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const family = isIP(host);
  const found = (lookup: Lookup) => (family === 0 ? lookup(host, signal) : [{ address: host, family }]);
  if (allowedHosts.includes(`${url.hostname}:${port}`)) return found(resolvers.system);
  if (port !== "80" && port !== "443") return [];
  const addresses = await found(resolvers.public);
  return addresses.every(({ address }) => isPublicAddress(address)) ? addresses : [];
}
