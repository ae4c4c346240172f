import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { addressesOf, type Resolvers } from "./addresses-of.ts";
import { publicDns } from "./public-dns.ts";
import { refusalOf } from "./refusal-of.ts";
import { systemDns } from "./system-dns.ts";

/** A fetch was refused or failed. It has no details of the answer, which would reveal the internal network. */
export class FetchRefused extends Error {
  override readonly name: string = "FetchRefused";
}

/** A POST had no answer in time. */
export class FetchTimedOut extends FetchRefused {
  override readonly name = "FetchTimedOut";
}

export interface Fetched {
  body: Readable;
  /** The URL after redirects. */
  url: URL;
  contentDisposition: string | undefined;
}

export interface PublicFetch {
  /** A GET to public addresses only. `body` errors when it stalls or takes too long in total. */
  get(url: string): Promise<Fetched>;
  /** A small text at an https:// URL; follows no redirect. */
  document(url: string, bounds: { bytesMax: number; withinMs: number }): Promise<string>;
  /** A POST that follows no redirect; returns the status. Throws `FetchTimedOut` after `withinMs`. */
  post(url: string, body: string, headers: Record<string, string>, withinMs?: number): Promise<number>;
  /** Why a URL would never be called, as a sentence; undefined if it may be. */
  refusalOf(url: string): Promise<string | undefined>;
}

export interface FetchRules {
  /** Servers that may have any address and port: see `isAllowed`. */
  allowedHosts: readonly string[];
  resolvers?: Partial<Resolvers>;
  timeouts?: Partial<typeof defaultTimeouts>;
}

const defaultTimeouts = {
  connectMs: 10_000,
  headersMs: 15_000,
  /** The longest pause between two chunks of a body. */
  idleMs: 30_000,
  /** From the DNS lookup to the end of the body, redirects included: 1 GB at 2 MB/s. */
  totalMs: 600_000,
};

// A caller waits for the answer.
const lookupMs = 3_000;
const redirectsMax = 5;
const headerBytesMax = 16_384;
// Bytes are stored as received, so compressed ones would look like another file type.
const asIs = { accept: "*/*", "accept-encoding": "identity" };

/** HTTP to URLs from callers. Names are resolved once, checked, and connected to at the checked addresses. */
export function publicFetch(rules: FetchRules): PublicFetch {
  const resolvers = { public: publicDns(), system: systemDns, ...rules.resolvers };
  const timeouts = { ...defaultTimeouts, ...rules.timeouts };

  async function send(
    url: URL,
    options: Omit<Dispatcher.RequestOptions, "origin" | "path" | "signal"> & { signal: AbortSignal },
  ): Promise<Dispatcher.ResponseData> {
    const addresses = await addressesOf(url, rules.allowedHosts, resolvers, options.signal);
    if (addresses.length === 0) throw refused();
    const { Agent, request } = await import("undici"); // most servers fetch nothing for hours
    const agent = new Agent({
      connect: { lookup: pinned(addresses), timeout: timeouts.connectMs },
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.idleMs,
      maxHeaderSize: headerBytesMax,
    });
    const close = () => void agent.destroy().catch(() => {});
    try {
      const response = await request(url, { ...options, dispatcher: agent });
      response.body.once("close", close).on("error", () => {}); // readers still get the error
      return response;
    } catch (error) {
      close();
      throw error;
    }
  }

  async function follow(
    address: string,
    redirects = redirectsMax,
    withinMs = timeouts.totalMs,
  ): Promise<Fetched> {
    const signal = AbortSignal.timeout(withinMs);
    let url = parsed(address);
    for (let hop = 0; hop <= redirects; hop++) {
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
    refusalOf: (address) =>
      refusalOf(parsed(address), rules.allowedHosts, resolvers, AbortSignal.timeout(lookupMs)),
    get: (address) => withUniformError(() => follow(address)),
    document: (address, { bytesMax, withinMs }) =>
      withUniformError(async () => {
        if (parsed(address).protocol !== "https:") throw refused();
        const { body } = await follow(address, 0, withinMs);
        return textOf(body, bytesMax);
      }),
    post: (address, body, headers, withinMs = timeouts.totalMs) => {
      const signal = AbortSignal.timeout(withinMs);
      return withUniformError(async () => {
        const response = await send(parsed(address), { method: "POST", body, headers, signal });
        response.body.destroy();
        return response.statusCode;
      }).catch((error) => {
        throw signal.aborted ? new FetchTimedOut("There was no answer in time.") : error;
      });
    },
  };
}

async function textOf(body: Readable, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw refused();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const refused = () =>
  new FetchRefused("The file could not be downloaded. Use a direct link that anyone can open.");

/** Turns every failure into the same error. */
async function withUniformError<T>(work: () => Promise<T>): Promise<T> {
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

/** A resolver with a fixed answer, so that the name can't resolve to another address after the check. */
const pinned =
  (addresses: LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [{ address, family }] = addresses as [LookupAddress];
    if (options.all) callback(null, addresses);
    else callback(null, address, family);
  };
