import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import { isPublicAddress } from "./public-address.ts";
import { type Lookup, publicDns } from "./public-dns.ts";

/** Why a fetch was given up. What answered, and how, is nobody's business: it would tell about the network inside. */
export class FetchRefused extends Error {
  override readonly name = "FetchRefused";
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
  /** A POST that follows no redirect; answers the status. */
  post(url: string, body: string, headers: Record<string, string>): Promise<number>;
}

export interface FetchRules {
  /** `host:port` of servers that may be reached whatever their address and port. */
  allowedHosts: readonly string[];
  lookup?: Lookup;
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
const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443" };
// Bytes are kept as they come, so packed ones would be taken for a file of another type.
const asIs = { accept: "*/*", "accept-encoding": "identity" };

/** HTTP to addresses that callers name: resolved once, checked, and connected to the very addresses that were checked. */
export function publicFetch(rules: FetchRules): PublicFetch {
  const lookup = rules.lookup ?? publicDns();
  const timeouts = { ...defaultTimeouts, ...rules.timeouts };

  async function send(
    url: URL,
    options: Omit<Dispatcher.RequestOptions, "origin" | "path" | "signal"> & { signal: AbortSignal },
  ): Promise<Dispatcher.ResponseData> {
    const addresses = await checkedAddresses(url, rules.allowedHosts, lookup, options.signal);
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
    const signal = AbortSignal.timeout(9e8);
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
    post: (address, body, headers) =>
      telling(async () => {
        const signal = AbortSignal.timeout(9e8);
        const response = await send(parsed(address), { method: "POST", body, headers, signal });
        response.body.destroy();
        return response.statusCode;
      }),
  };
}

const refused = () => new FetchRefused("It could not be fetched. Use a direct link that anybody can open.");

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
  if (!url || !(url.protocol in defaultPorts))
    throw new FetchRefused("It is not an http:// or https:// address.");
  if (url.username || url.password)
    throw new FetchRefused("An address must not hold a user name or password.");
  return url;
}

async function checkedAddresses(
  url: URL,
  allowedHosts: readonly string[],
  lookup: Lookup,
  signal: AbortSignal,
): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (defaultPorts[url.protocol] as string);
  const found = isIP(host) !== 0 ? [{ address: host, family: isIP(host) }] : await lookup(host, signal);
  if (found.length === 0) throw refused();
  if (allowedHosts.includes(`${url.hostname}:${port}`)) return found;
  const isPublic =
    Object.values(defaultPorts).includes(port) && found.every((a) => isPublicAddress(a.address));
  if (!isPublic) throw refused();
  return found;
}

/** A resolver that knows one answer: between the check and the connection, a name cannot come to mean something else. */
const pinned =
  (addresses: LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [{ address, family }] = addresses as [LookupAddress];
    if (options.all) callback(null, addresses);
    else callback(null, address, family);
  };
