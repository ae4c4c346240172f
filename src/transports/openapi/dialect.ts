import type { FailureCode } from "../../kernel/failure.ts";
import type { AnyOperation, MemoryRoute, RestRoute } from "../../kernel/operation.ts";
import { isRunOnce } from "../memory-rest/repeatable.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { Components } from "./components.ts";

/** An operation at its place in a dialect: its whole path, method, status and headers. */
export type Placed = { operation: AnyOperation } & Omit<MemoryRoute, "path" | "method"> &
  Pick<RestRoute, "path" | "method">;

/** Whether a repeated call can be told from a new one by an `Idempotency-Key`. */
export const takesIdempotencyKey = ({ method, operation, headers }: Placed): boolean =>
  operation.memory === undefined
    ? method !== "GET" && operation.access.kind !== "anonymous"
    : isRunOnce(operation, { method, ...(headers && { headers }) });

/** How one REST dialect wraps operations. Everything else in the document follows from the operations. */
export interface Dialect {
  /** A prefix for the names of its components, so that those of two dialects differ. */
  prefix: string;
  /** The name of the security scheme of operations that take a key. */
  securityScheme: string;
  /** The failures that every operation may answer. */
  failsAlways: readonly FailureCode[];
  /** The failures that operations of keys which are no GET may answer beyond those. */
  failsOnRepeat?: readonly FailureCode[];
  /** Parameters that every operation has beyond its input: the dialect's headers. */
  parameters(components: Components, placed?: Placed): readonly object[];
  /** The headers of every answer. */
  headers(components: Components): Record<string, object>;
  /** The shape of an answer around an operation's output. */
  answer(output: JsonSchema): JsonSchema;
  /** The shape of a failure with one of these codes. */
  failure(codes: readonly FailureCode[]): JsonSchema;
  /** A failure as it is sent. */
  failureExample(code: FailureCode, message: string): object;
  /** When a code is answered, and an example message. */
  failureText(code: FailureCode): { when: string; message: string };
  /** The body of an operation that takes files, or one file as it is. Absent when all bodies are JSON. */
  upload?(properties: Record<string, JsonSchema>, isOneFile: boolean): object;
}
