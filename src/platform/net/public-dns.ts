import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";

/** All addresses of a host name, or none. */
export type Lookup = (hostname: string, signal: AbortSignal) => Promise<LookupAddress[]>;

// Bounds how long a hostile name can delay a fetch.
const limits = { timeout: 3_000, tries: 2 };

/**
 * Asks the name servers directly. The system's `getaddrinfo` also knows internal names, and it runs on the thread pool
 * of file access, which a few hanging names would block.
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
