import { lookup } from "node:dns/promises";
import type { Lookup } from "./public-dns.ts";

/**
 * Asks the system's resolver, which knows `localhost`, the hosts file, search domains and names of a container network. Only
 * for allowed hosts. Throws when the signal aborts.
 */
export const systemDns: Lookup = (hostname, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    // The system's resolver cannot be stopped, but nobody needs to wait for it.
    signal.addEventListener("abort", stop, { once: true });
    lookup(hostname, { all: true })
      .then(resolve, () => resolve([])) // no such name
      .finally(() => signal.removeEventListener("abort", stop));
  });
