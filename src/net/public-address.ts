import ipaddr from "ipaddr.js";

// Azure's metadata service, in a range that is public otherwise.
const azureMetadata = "168.63.129.16";

/** Whether an IP address is one that anybody on the internet may reach: public unicast, and nothing that leads inside. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text); // IPv4 inside IPv6 counts as the IPv4 that it is
  if (address.toString() === azureMetadata || address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || !isIsatap(address as ipaddr.IPv6);
}

/** ISATAP (RFC 5214) hides an IPv4 address behind the interface id 0000:5efe or 0200:5efe of any prefix. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x0200) && parts[5] === 0x5efe;
}
