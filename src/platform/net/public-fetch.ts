import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import { addressesOf, type Resolvers } from "./addresses-of.ts";
import { publicDns } from "./public-dns.ts";
import { systemDns } from "./system-dns.ts";

/** Why a fetch was given up. What answered, and how, is nobody's business: it would tell about the network inside. */
export class FetchRefused extends Error {
  override readonly name: string = "FetchRefused";
}

/** A POST was not answered in time. */
export class FetchTimedOut extends FetchRefused {
  override readonly name = "FetchTimedOut";
}

export interface Fetched {
  body: Readable;
  /** After redirects. */
  url: URL;
  contentDisposition: string | undefined;
}

export interface PublicFetch {
  /** A GET that only ever talks to public addresses. `body` errors when it stalls or takes too long in all. */
  get(url: string): Promise<Fetched>;
  /** A POST that follows no redirect; answers the status. Throws `FetchTimedOut` when that takes longer than `withinMs`. */
  post(url: string, body: string, headers: Record<string, string>, withinMs?: number): Promise<number>;
}

export interface FetchRules {
  /** `host:port` of servers that may be reached whatever their address and port. */
  allowedHosts: readonly string[];
  resolvers?: Partial<Resolvers>;
  timeouts?: Partial<typeof defaultTimeouts>;
}

const defaultTimeouts = {
  connectMs: 10_000,
  headersMs: 15_000,
  /** Between two pieces of a body. */
  idleMs: 30_000,
  /** From the name's look-up to the body's end, over all redirects: a gigabyte at 2 MB/s. */
  totalMs: 600_000,
};

const redirectsMax = 5;
const headerBytesMax = 16_384;
// Bytes are kept as they come, so packed ones would be taken for a file of another type.
const asIs = { accept: "*/*", "accept-encoding": "identity" };

/** HTTP to addresses that callers name: resolved once, checked, and connected to the very addresses that were checked. */
export function publicFetch(rules: FetchRules): PublicFetch {
  const resolvers = { public: publicDns(), system: systemDns, ...rules.resolvers };
  const timeouts = { ...defaultTimeouts, ...rules.timeouts };

  async function send(
    url: URL,
    options: Omit<Dispatcher.RequestOptions, "origin" | "path" | "signal"> & { signal: AbortSignal },
  ): Promise<Dispatcher.ResponseData> {
    const addresses = await addressesOf(url, rules.allowedHosts, resolvers, options.signal);
    if (addresses.length === 0) throw refused();
    const agent = new Agent({
      connect: { lookup: pinned(addresses), timeout: timeouts.connectMs },
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.idleMs,
      maxHeaderSize: headerBytesMax,
    });
    const close = () => void agent.destroy().catch(() => {});
    try {
      const response = await request(url, { ...options, dispatcher: agent });
      response.body.once("close", close).on("error", () => {}); // whoever reads it is told all the same
      return response;
    } catch (error) {
      close();
      throw error;
    }
  }

  async function follow(address: string): Promise<Fetched> {
    const signal = AbortSignal.timeout(timeouts.totalMs);
    let url = parsed(address);
    for (let hop = 0; hop <= redirectsMax; hop++) {
      const { statusCode, headers, body } = await send(url, { method: "GET", headers: asIs, signal });
      const [encoding = "identity"] = [headers["content-encoding"]].flat();
      if (statusCode === 200 && encoding === "identity")
        return { body, url, contentDisposition: [headers["content-disposition"]].flat()[0] };
      body.destroy();
      const [location] = [headers.location].flat();
      if (statusCode < 300 || statusCode > 399 || location === undefined) throw refused();
      const next = parsed(location, url);
      if (url.protocol === "https:" && next.protocol === "http:") throw refused();
      url = next;
    }
    throw refused();
  }

  return {
    get: (address) => telling(() => follow(address)),
    post: (address, body, headers, withinMs = timeouts.totalMs) => {
      const signal = AbortSignal.timeout(withinMs);
      return telling(async () => {
        const response = await send(parsed(address), { method: "POST", body, headers, signal });
        response.body.destroy();
        return response.statusCode;
      }).catch((error) => {
        throw signal.aborted ? new FetchTimedOut("It was not answered in time.") : error;
      });
    },
  };
}

const refused = () =>
  new FetchRefused("The file could not be downloaded. Use a direct link that anyone can open.");

/** Whatever went wrong out there is told in the same words. */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FetchRefused ? error : refused();
  }
}

function parsed(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new FetchRefused("The URL must start with http:// or https://.");
  if (url.username || url.password)
    throw new FetchRefused("The URL must not contain a user name or password.");
  return url;
}

/** A resolver that knows one answer: between the check and the connection, a name cannot come to mean something else. */
const pinned =
  (addresses: LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [{ address, family }] = addresses as [LookupAddress];
    if (options.all) callback(null, addresses);
    else callback(null, address, family);
  };
