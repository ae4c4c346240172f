import { Core, type Parts, type RookeryOptions } from "./core.ts";
import { Assets } from "./resources/assets.ts";
import { Libraries, Shares, Tags } from "./resources/libraries.ts";
import { Memory } from "./resources/memory.ts";
import { Resource } from "./resources/resource.ts";
import { Conversations, Keys, Tenants, Users } from "./resources/tenant.ts";
import { Webhooks } from "./resources/webhooks.ts";
import type { ApiVersion, CallOptions, Input, RequestInput, Result, Routes, Versions } from "./types.ts";

/** A started library: its key is shown this once, and the link is for the person. */
export interface Started extends Result<Routes["POST /libraries"]> {
  /** A client with the new key, organization and library. */
  rookery: Rookery;
}

/** Sends requests of one version of the API. */
export type Request<V extends ApiVersion> = <R extends keyof Versions[V] & string>(
  route: R,
  ...given: Record<never, never> extends RequestInput<Versions[V][R]>
    ? [input?: RequestInput<Versions[V][R]>]
    : [input: RequestInput<Versions[V][R]>]
) => Promise<Result<Versions[V][R]>>;

/** A client of a Rookery server. */
export class Rookery extends Resource {
  readonly libraries = new Libraries(this.core);
  readonly assets = new Assets(this.core);
  readonly tags = new Tags(this.core);
  readonly shares = new Shares(this.core);
  readonly memory = new Memory(this.core);
  readonly users = new Users(this.core);
  readonly conversations = new Conversations(this.core);
  readonly tenant = new Tenants(this.core);
  readonly keys = new Keys(this.core);
  readonly webhooks = new Webhooks(this.core);
  /** What the key belongs to and reaches. */
  readonly me = this.method("GET /me");
  /** What the organization stores, and what it may. */
  readonly usage = this.method("GET /organizations/{organizationId}/usage");
  /** Any operation by its method and path, with its parameters in `path`, `query` and `body`. */
  readonly request: Request<"2026-07-08"> = this.at("2026-07-08").request;

  constructor(options: RookeryOptions) {
    super(new Core(options));
  }

  /** Starts a library with a person's address alone. Save the key: it is in this answer only. */
  async start(input: Input<Routes["POST /libraries"]>, options?: CallOptions): Promise<Started> {
    const started = (await this.send("POST /libraries", input, options)) as Result<Routes["POST /libraries"]>;
    const { apiKey: key, organizationId: organization, libraryId: library } = started;
    return { ...started, rookery: this.with({ key, token: undefined, organization, library }) };
  }

  /** A client with other options, such as another library. */
  with(options: Partial<RookeryOptions>): Rookery {
    return new Rookery({ ...this.core.options, ...options });
  }

  /** Requests of another version of the API, in its shapes. */
  at<V extends ApiVersion>(version: V): { request: Request<V> } {
    const request = (route: string, { path, query, body, ...options }: Parts & CallOptions = {}) =>
      this.core.call(route, { path, query, body }, options, version);
    return { request: request as unknown as Request<V> };
  }
}
