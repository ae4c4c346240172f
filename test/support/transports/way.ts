import type { FastifyInstance } from "fastify";
import type { AnyOperation } from "../../../src/kernel/operation.ts";

/** A call of an operation over any transport. Files are separate from its input, by name. */
export interface TestCall {
  input: Record<string, unknown>;
  files?: Record<string, Buffer>;
}

/** What a call came to. `code` is "OK", one of the contract's failures, or the number of a JSON-RPC error. */
export interface Outcome {
  status: number;
  code: string | number;
  message?: string;
  /** The contract's failure, where the transport has a code of its own. */
  reason?: string;
  data?: unknown;
}

/** One way to call one operation: a route, a field, a tool or a resource. */
export interface Way {
  transport: "rest" | "graphql" | "mcp" | "resource";
  /** As clients know it: `GET /me`, `viewer`, `whoami`. */
  name: string;
  operation: AnyOperation;
  /** Whether this way can express the call: a resource has no pages, and one tool takes only one file. */
  supports(call: TestCall): boolean;
  /** `headers` identify the caller: none, or `authorization`. */
  call(app: FastifyInstance, headers: Record<string, string>, call: TestCall): Promise<Outcome>;
  /** The shape that REST's data has this way. */
  shape(data: unknown): unknown;
}
