import ipaddr from "ipaddr.js";

/** The header from which better-auth reads a client's address. Only this server sets it. */
export const addressHeader = "x-rookery-address";

/** Whether a client's address is this machine's. */
export const isLoopback = (address: string): boolean =>
  address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);

/**
 * The networks that rate limits count by. For IPv6 it is the /64, since one client has all of its addresses, and the /48,
 * since a subscriber often has all of those: it may do `share` times as much.
 */
export function networksOf(address: string): { network: string; share: number }[] {
  if (!ipaddr.isValid(address)) return [{ network: address, share: 1 }];
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return [{ network: parsed.toString(), share: 1 }];
  const groups = (parsed as ipaddr.IPv6).parts.map((group) => group.toString(16));
  return [
    { network: `${groups.slice(0, 4).join(":")}::/64`, share: 1 },
    { network: `${groups.slice(0, 3).join(":")}::/48`, share: 4 },
  ];
}

/** The smallest of these networks. */
export const networkOf = (address: string): string => networksOf(address)[0]?.network ?? address;
