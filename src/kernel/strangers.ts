import { hash } from "node:crypto";
import { isLoopback, networksOf } from "./address.ts";
import type { Limit } from "./operation.ts";

const hourSeconds = 3600;

/**
 * Limits on what anybody may do without a key, such as starting a library. Addresses are free to make up: they count by
 * network, and on this machine itself (where a proxy that TRUST_PROXY lacks seems to be) only by the server's own limit.
 */
export function strangersLimits(
  action: string,
  address: string,
  { perNetworkMax, perServerMax }: { perNetworkMax: number; perServerMax: number },
): Limit[] {
  const networks = isLoopback(address) ? [] : networksOf(address);
  return [
    ...networks.map(({ network, share }) => ({
      bucket: `${action} ${network}`,
      max: perNetworkMax * share,
      windowSeconds: hourSeconds,
    })),
    { bucket: `${action} on this server`, max: perServerMax, windowSeconds: hourSeconds },
  ];
}

/**
 * The mailbox of an address, for limits: `Ada+x@example.com` and `ada@example.com` have the same. Do not use it to identify
 * people.
 */
export function mailboxOf(email: string): string {
  const [person = "", host = ""] = email.toLowerCase().split("@");
  return `${person.split("+", 1)[0] || person}@${host}`;
}

/** The mailbox in names of limits: a hash, so that counts keep no addresses of people who were erased. */
export const mailboxKey = (email: string): string => hash("sha256", mailboxOf(email), "base64url");
