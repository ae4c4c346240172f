import { mayPass, wait, waitMs, within } from "./attempts.ts";
import { errorOf, RookeryError } from "./error.ts";
import type { ApiVersion, CallOptions } from "./types.ts";

export interface RookeryOptions {
  /** The server's address, such as `https://rookery.example.com`. */
  baseUrl: string;
  /** An API key: `pk_…`, `rk_live_…` or `rk_test_…`. */
  key?: string | undefined;
  /** An access token from OAuth, or a function that returns a fresh one. It is called for each request. */
  token?: string | (() => string | Promise<string>) | undefined;
  /** The organization of calls that name none. Default: the one of the key. */
  organization?: string | undefined;
  /** The library of calls that name none. */
  library?: string | undefined;
  /** The 32-byte key of a `byok` tenant, in base64. It is sent with calls of memory. */
  encryptionKey?: string | undefined;
  /** Milliseconds that one attempt may take. Default: 60,000. */
  timeout?: number | undefined;
  /** How often a safe or idempotent call is sent again after a failure that may pass. Default: 3. */
  retries?: number | undefined;
  /** Headers of every request. */
  headers?: Record<string, string> | undefined;
  /** Default: the runtime's own. */
  fetch?: typeof fetch | undefined;
}

/** What can be sent as it is. */
export type Body = NonNullable<RequestInit["body"]>;

export interface Parts {
  path?: object | undefined;
  query?: object | undefined;
  body?: unknown;
}

type Sent = Omit<RequestInit, "headers"> & { headers?: Record<string, string> };

/** Changes that the server does not recognise when they are sent again. */
const notRepeatable = new Set([
  "POST /libraries",
  "POST /api/v1/tenants",
  "POST /api/v1/memory/ingest/batch",
  "POST /api/v1/memory/import",
  "POST /api/v1/memory/remember",
  "POST /api/v1/memory/facts",
  "PATCH /api/v1/memory/facts/{fact_id}",
  "PATCH /api/v1/memory/interactions/{interaction_id}",
  "PUT /uploads/{token}",
  "PATCH /files/{token}",
  "DELETE /files/{token}",
]);
const reads = /^(GET|HEAD) |\/memory\/(query|recall|search)$/;

/** Whether an operation takes an `Idempotency-Key`, so that it can be sent again. */
export const takesIdempotencyKey = (route: string): boolean =>
  !reads.test(route) && !notRepeatable.has(route);

/** Sends requests with the client's credential, time limit and retries. */
export class Core {
  readonly options: RookeryOptions;
  readonly baseUrl: string;
  #organization: Promise<string> | undefined;

  constructor(options: RookeryOptions) {
    this.options = options;
    this.baseUrl = new URL(options.baseUrl).href.replace(/\/+$/, "");
  }

  /** Calls an operation, and returns its answer without the envelope. */
  async call(route: string, parts: Parts, given: CallOptions = {}, version?: ApiVersion): Promise<unknown> {
    const [method = "", template = ""] = route.split(" ");
    const url = this.baseUrl + filled(template, parts.path) + queryOf(parts.query);
    const isOnce = takesIdempotencyKey(route);
    const { body, type } = encoded(parts.body);
    const headers: Record<string, string> = {
      ...(type && { "content-type": type }),
      ...(version && { "api-version": version }),
      ...this.#encryptionHeader(template, given),
      ...(isOnce && { "idempotency-key": given.idempotencyKey ?? randomKey() }),
      ...given.headers,
    };
    const canRepeat = (isOnce || reads.test(route)) && !(body instanceof ReadableStream);
    return this.repeat({ ...given, ...(!canRepeat && { retries: 0 }) }, (signal) =>
      this.attempt(url, { method, headers, signal, ...(body !== undefined && { body }) }),
    );
  }

  /** Runs attempts within the time limit until one succeeds or nothing more can be hoped for. */
  async repeat<T>(options: CallOptions, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { timeout = this.options.timeout ?? 60_000, signal } = options;
    const retries = options.retries ?? this.options.retries ?? 3;
    for (let attempt = 0; ; attempt++) {
      try {
        return await within(timeout, signal, run);
      } catch (error) {
        if (!(error instanceof RookeryError) || attempt >= retries || !mayPass(error, attempt)) throw error;
        const ms = waitMs(error, attempt);
        if (ms === undefined) throw error;
        await wait(ms, signal);
      }
    }
  }

  /** One request, and its body if that is JSON. */
  async attempt(url: string, init: Sent): Promise<unknown> {
    const answer = await this.fetch(url, init);
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    if (!isJson || init.method === "HEAD") return answer;
    const json = parsed(await overNetwork(answer.text()), answer.status);
    return isEnvelope(json) ? json.data : json;
  }

  /** One request. The credential goes to this server only. Throws what the server refuses. */
  async fetch(url: string, init: Sent): Promise<Response> {
    const { fetch = globalThis.fetch, headers } = this.options;
    const credential = url.startsWith(`${this.baseUrl}/`) && (await this.#credential());
    const request = {
      ...init,
      headers: { "api-version": "2026-07-08", ...credential, ...headers, ...init.headers },
      ...(init.body instanceof ReadableStream && { duplex: "half" as const }),
    };
    const answer = await overNetwork(fetch(url, request));
    if (answer.ok || answer.status === 304) return answer;
    throw await errorOf(answer);
  }

  /** The organization of a call that names none. */
  organization(): Promise<string> {
    if (this.options.organization) return Promise.resolve(this.options.organization);
    this.#organization ??= this.#organizationOfKey().catch((error) => {
      this.#organization = undefined;
      throw error;
    });
    return this.#organization;
  }

  async #organizationOfKey(): Promise<string> {
    const me = (await this.call("GET /me", {})) as {
      organizationId?: string;
      organizations?: { organizationId: string }[];
    };
    const [first, second] = me.organizations ?? [];
    const found = me.organizationId ?? (second ? undefined : first?.organizationId);
    if (found) return found;
    throw new TypeError("This token reaches several organizations. Pass 'organization'.");
  }

  async #credential(): Promise<Record<string, string>> {
    const { key, token } = this.options;
    const credential = key ?? (typeof token === "function" ? await token() : token);
    return credential ? { authorization: `Bearer ${credential}` } : {};
  }

  #encryptionHeader(
    path: string,
    { encryptionKey = this.options.encryptionKey }: CallOptions,
  ): Record<string, string> {
    return encryptionKey && path.startsWith("/api/v1/") ? { "x-encryption-key": encryptionKey } : {};
  }
}

export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

/** What fails here failed on its way. */
const overNetwork = <T>(run: Promise<T>): Promise<T> =>
  run.catch((cause: unknown) => {
    throw new RookeryError("CONNECTION_FAILED", "The server can't be reached, or the connection broke.", {
      cause,
    });
  });

function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RookeryError("UNEXPECTED_ANSWER", "The answer is not JSON.", { status, cause });
  }
}

/** The path with its parameters. */
function filled(template: string, values: object = {}): string {
  return template.replace(/{([\w-]+)}/g, (_, name: string) => {
    const value = (values as Record<string, unknown>)[name];
    if (value === undefined || value === "") throw new TypeError(`Pass '${name}'.`);
    return encodeURIComponent(String(value));
  });
}

/** Lists repeat their name. */
function queryOf(values: object = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one));
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Objects are sent as JSON, everything else as it is. */
function encoded(body: unknown): { body?: Body; type?: string } {
  if (body === undefined) return {};
  const isPlain = Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype;
  if (isPlain) return { body: JSON.stringify(body), type: "application/json" };
  const isForm = body instanceof FormData;
  return { body: body as Body, ...(!isForm && { type: "application/octet-stream" }) };
}

const isEnvelope = (json: unknown): json is { data: unknown } =>
  typeof json === "object" && json !== null && "data" in json && Object.keys(json).length === 1;
