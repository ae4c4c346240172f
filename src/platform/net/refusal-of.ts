import { isIP } from "node:net";
import type { Resolvers } from "./addresses-of.ts";
import { isAllowed } from "./is-allowed.ts";
import { isPublicAddress } from "./public-address.ts";

/** Why `addressesOf` would refuse a URL for good, as a sentence. Undefined if it may be called, or its name has no address yet. */
export async function refusalOf(
  url: URL,
  allowedHosts: readonly string[],
  resolvers: Resolvers,
  signal: AbortSignal,
): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (isAllowed(url, allowedHosts)) return undefined;
  if (port !== "80" && port !== "443") return `must use port 80 or 443, not ${port}.`;
  if (isIP(host) !== 0) {
    return isPublicAddress(host)
      ? undefined
      : `${host} is not a public address. Use one that the internet reaches.`;
  }
  if (isInternalName(host)) return `${host} is a name of an internal network. Use a public host name.`;
  const addresses = await resolvers.public(host, signal);
  const inside = addresses.find(({ address }) => !isPublicAddress(address));
  return inside && `${host} leads to ${inside.address}, which is not a public address. Use a public host.`;
}

/** Names that the public DNS never has (RFC 6761, RFC 6762, ICANN's `internal`), and names without a dot. */
const isInternalName = (host: string) =>
  !host.includes(".") || /\.(?:localhost|local|internal|home\.arpa)\.?$/.test(host);
