import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import ipaddr from "ipaddr.js";
import { Agent, request } from "undici";
import { isPublicAddress } from "./public-address.ts";

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

export interface FetchLimits {
  /** `host:port` of servers that may be reached whatever their address and port. */
  allowedHosts: readonly string[];
}

const redirectsMax = 5;
const connectTimeoutMs = 10_000;
const headersTimeoutMs = 15_000;
const idleTimeoutMs = 30_000;
// A gigabyte at 2 MB/s.
const totalTimeoutMs = 600_000;
const ports = new Set(["", "80", "443"]);

/** HTTP to addresses that callers name: resolved once, checked, and connected to the very address that was checked. */
export function publicFetch(limits: FetchLimits): PublicFetch {
  async function send(
    method: "GET" | "POST",
    url: URL,
    options: { body?: string; headers?: Record<string, string> },
  ) {
    const agent = new Agent({
      connect: { lookup: pinned(await checkedAddress(url, limits)), timeout: connectTimeoutMs },
      headersTimeout: headersTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      maxHeaderSize: 16_384,
    });
    try {
      const response = await request(url, {
        method,
        dispatcher: agent,
        signal: AbortSignal.timeout(totalTimeoutMs),
        ...options,
      });
      response.body.once("close", () => void agent.destroy().catch(() => {}));
      return response;
    } catch (error) {
      await agent.destroy().catch(() => {});
      throw error;
    }
  }

  async function get(address: string): Promise<Fetched> {
    let url = parsed(address);
    for (let hop = 0; hop <= redirectsMax; hop++) {
      const { statusCode, headers, body } = await refusingQuietly(() =>
        send("GET", url, { headers: { accept: "*/*" } }),
      );
      if (statusCode === 200) return { body, url, contentDisposition: first(headers["content-disposition"]) };
      body.destroy();
      body.on("error", () => {});
      const location = first(headers.location);
      if (statusCode < 300 || statusCode > 399 || location === undefined) throw refused();
      const next = parsed(location, url);
      if (url.protocol === "https:" && next.protocol === "http:") throw refused();
      url = next;
    }
    throw refused();
  }

  return {
    get,
    async post(address, body, headers) {
      const response = await refusingQuietly(() => send("POST", parsed(address), { body, headers }));
      await response.body.dump().catch(() => {});
      return response.statusCode;
    },
  };
}

const refused = () => new FetchRefused("It could not be fetched. Use a direct link that anybody can open.");

async function refusingQuietly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw refused();
  }
}

function parsed(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new FetchRefused("It is not an http:// or https:// address.");
  }
  if (url.username || url.password)
    throw new FetchRefused("An address must not hold a user name or password.");
  return url;
}

async function checkedAddress(
  url: URL,
  { allowedHosts }: FetchLimits,
): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = ipaddr.isValid(host)
    ? [{ address: host, family: host.includes(":") ? 6 : 4 }]
    : await lookup(host, { all: true });
  const [chosen] = found;
  if (!chosen) throw refused();
  if (allowedHosts.includes(url.host)) return chosen;
  if (!ports.has(url.port) || !found.every(({ address }) => isPublicAddress(address))) throw refused();
  return chosen;
}

/** A resolver that knows one answer: between the check and the connection, a name cannot come to mean something else. */
const pinned =
  ({ address, family }: { address: string; family: number }): LookupFunction =>
  (_hostname, options, callback) =>
    options.all ? callback(null, [{ address, family }]) : callback(null, address, family);

const first = (header: string | string[] | undefined) => [header].flat()[0];
