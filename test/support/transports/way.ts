import type { FastifyInstance } from "fastify";
import type { AnyOperation } from "../../../src/kernel/operation.ts";

/** A call of an operation over any transport. Files are separate from its input, by name. */
export interface TestCall {
  input: Record<string, unknown>;
  files?: Record<string, Buffer>;
}

/** The result of a call. `code` is "OK", one of the contract's failures, or the number of a JSON-RPC error. */
export interface Outcome {
  status: number;
  code: string | number;
  message?: string;
  /** The contract's failure, if the transport has another code for it. */
  reason?: string;
  data?: unknown;
}

/** The answer of one call over REST in each version. */
export interface VersionedData {
  may: unknown;
  july: unknown;
}

/** A way to call an operation: a route, a field, a tool or a resource. */
export interface Way {
  transport: "rest" | "graphql" | "mcp" | "resource";
  /** The version of the image API that a REST route is called in. */
  version?: string;
  /** The name that clients use: `GET /me`, `viewer`, `whoami`. */
  name: string;
  operation: AnyOperation;
  /** Whether this way can express the call: a resource has no pages, and one tool takes a single file. */
  supports(call: TestCall): boolean;
  /** `headers` identify the caller: none, or `authorization`. */
  call(app: FastifyInstance, headers: Record<string, string>, call: TestCall): Promise<Outcome>;
  /** Converts REST's data, in each version, to the shape of this way. */
  shape(data: VersionedData): unknown;
}
