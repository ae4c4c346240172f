import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { isAllowed } from "./is-allowed.ts";
import { isPublicAddress } from "./public-address.ts";
import type { Lookup } from "./public-dns.ts";

export interface Resolvers {
  /** Resolves names that callers give. */
  public: Lookup;
  /** Resolves allowed hosts, which may be names of the internal network. */
  system: Lookup;
}

/**
 * The addresses of a server that may be connected to. Empty when it has none, when one of them is not public, or when
 * the port is not 80 or 443. `allowedHosts` may have any port and address: see `isAllowed`.
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
  if (isAllowed(url, allowedHosts)) return found(resolvers.system);
  if (port !== "80" && port !== "443") return [];
  const addresses = await found(resolvers.public);
  return addresses.every(({ address }) => isPublicAddress(address)) ? addresses : [];
}
