import type { components as FirstComponents, Routes as FirstRoutes } from "./api/2026-05-20.ts";
import type { components, Routes as NewestRoutes } from "./api/2026-07-08.ts";

/** The versions of the API, and the operations of each. */
export interface Versions {
  "2026-07-08": NewestRoutes;
  "2026-05-20": FirstRoutes;
}
export type ApiVersion = keyof Versions;

/** The operations of the newest version, as `GET /path`. */
export type Routes = NewestRoutes;
export type Route = keyof Routes;

type JsonBody<Operation> = Operation extends {
  requestBody?: { content: { "application/json": infer Body } };
}
  ? Body
  : unknown;
type Parameters<Operation, Where extends "path" | "query"> = Operation extends {
  parameters: { [In in Where]?: infer Values };
}
  ? [Values] extends [undefined]
    ? unknown
    : Exclude<Values, undefined>
  : unknown;
type JsonAnswer<Operation> = Operation extends { responses: infer Answers }
  ? Answers[keyof Answers] extends { content: { "application/json": infer Body } }
    ? Body
    : Response
  : never;

/** What an operation answers. `{"data": …}` is unwrapped, and what is not JSON is a `Response`. */
export type Result<Operation> =
  JsonAnswer<Operation> extends { data: infer Data } ? Data : JsonAnswer<Operation>;

type Simplify<T> = { [Key in keyof T]: T[Key] } & {};
type Place<Path> = Omit<Path, "organizationId" | "libraryId"> &
  ("organizationId" extends keyof Path
    ? {
        /** Default: the client's organization, or the one of its key. */
        organization?: string;
      }
    : unknown) &
  ("libraryId" extends keyof Path
    ? {
        /** Default: the client's library. */
        library?: string;
      }
    : unknown);

/** The input of a method: the parameters and the body of its operation, in one object. */
export type Input<Operation> = Simplify<
  Place<Parameters<Operation, "path">> & Parameters<Operation, "query"> & JsonBody<Operation>
>;

/** Settings of one call. */
export interface CallOptions {
  /** Ends the call. It then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take. */
  timeout?: number | undefined;
  /** How often a safe or idempotent call is sent again after a failure that may pass. */
  retries?: number | undefined;
  /** Default: a random one, so that retries never run a call twice. */
  idempotencyKey?: string | undefined;
  /** The 32-byte key of a `byok` tenant, in base64. */
  encryptionKey?: string | undefined;
  /** More headers, or others. */
  headers?: Record<string, string> | undefined;
}

/** Both arguments may be left out where every field may be. */
export type Arguments<In> =
  Record<never, never> extends In ? [input?: In, options?: CallOptions] : [input: In, options?: CallOptions];

/** A call of one operation. */
export type Method<R extends Route> = (...given: Arguments<Input<Routes[R]>>) => Promise<Result<Routes[R]>>;

/** What `request` takes: the parts of the request by their places. */
export type RequestInput<Operation> = Simplify<
  Optional<"path", Parameters<Operation, "path">> &
    Optional<"query", Parameters<Operation, "query">> &
    (Operation extends { requestBody?: never }
      ? unknown
      : JsonBody<Operation> extends infer Body
        ? unknown extends Body
          ? { body?: NonNullable<RequestInit["body"]> }
          : Optional<"body", Body>
        : never)
> &
  CallOptions;
type Optional<Key extends string, Value> = unknown extends Value
  ? unknown
  : Record<never, never> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

type Schemas = components["schemas"];
export type Asset = Schemas["Asset"];
export type AssetVariant = Schemas["AssetVariant"];
export type Library = Schemas["Library"];
export type Tag = Schemas["Tag"];
export type SearchHit = Schemas["SearchHit"];
export type ShareLink = Schemas["ShareLink"];
export type Tenant = Schemas["Tenant"];
export type ApiKey = Schemas["ApiKey"];
export type User = Schemas["User"];
export type Conversation = Schemas["Conversation"];
export type Interaction = Schemas["Interaction"];
export type Fact = Schemas["Fact"];
export type MemoryRead = Schemas["MemoryRead"];
export type Webhook = Schemas["Webhook"];
export type WebhookEndpoint = Schemas["WebhookEndpoint"];
export type WebhookDelivery = Schemas["WebhookDelivery"];
/** An asset in the shape of the first version. */
export type FirstAsset = FirstComponents["schemas"]["Asset"];
