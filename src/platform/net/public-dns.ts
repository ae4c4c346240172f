import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";

/** Every address of a host name; none when it has none. */
export type Lookup = (hostname: string, signal: AbortSignal) => Promise<LookupAddress[]>;

// Two tries of each name server, so that a name made to hang holds nothing up for long.
const limits = { timeout: 3_000, tries: 2 };

/**
 * Asks the name servers themselves: the system's `getaddrinfo` would also know names of the network inside, and a few
 * names that hang would hold up every file access of the process, with which it shares its threads.
 */
export function publicDns(): Lookup {
  return async (hostname, signal) => {
    const resolver = new Resolver(limits);
    signal.addEventListener("abort", () => resolver.cancel(), { once: true });
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const [ipv4, ipv6] = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : []));
    return [
      ...(ipv4 ?? []).map((address) => ({ address, family: 4 })),
      ...(ipv6 ?? []).map((address) => ({ address, family: 6 })),
    ];
  };
}
