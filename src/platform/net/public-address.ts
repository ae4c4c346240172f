import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

// Azure's metadata service, in an otherwise public range.
const azureMetadata = "168.63.129.16";
// The only IPv6 range that is allocated for the internet. The rest is special, embeds IPv4, or is unused.
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** Whether an IP address is public unicast, and not another form of a private address. */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || text === azureMetadata) return false;
  return address.kind() === "ipv4" || isPublicIpv6(address as ipaddr.IPv6);
}

/** ISATAP (RFC 5214) embeds an IPv4 address after the interface id 0000:5efe or 0200:5efe of any prefix. */
function isPublicIpv6(address: ipaddr.IPv6): boolean {
  const [, , , , high = 0, low = 0] = address.parts;
  const isIsatap = (high === 0 || high === 0x0200) && low === 0x5efe;
  return address.match(globalUnicast) && !isIsatap;
}
