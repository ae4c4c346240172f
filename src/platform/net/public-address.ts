import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

// Azure's metadata service, in a range that is public otherwise.
const azureMetadata = "168.63.129.16";
// All of IPv6 that is handed out for use on the internet. The rest is special, embeds IPv4, or is not in use.
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** Whether an IP address is one that anybody on the internet may reach: public unicast, and nothing that leads inside. */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || text === azureMetadata) return false;
  return address.kind() === "ipv4" || isPublicIpv6(address as ipaddr.IPv6);
}

/** ISATAP (RFC 5214) hides an IPv4 address behind the interface id 0000:5efe or 0200:5efe of any prefix. */
function isPublicIpv6(address: ipaddr.IPv6): boolean {
  const [, , , , high = 0, low = 0] = address.parts;
  const isIsatap = (high === 0 || high === 0x0200) && low === 0x5efe;
  return address.match(globalUnicast) && !isIsatap;
}
