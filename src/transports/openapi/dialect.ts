import type { FailureCode } from "../../kernel/failure.ts";
import type { AnyOperation, MemoryRoute, RestRoute } from "../../kernel/operation.ts";
import type { JsonSchema } from "../schema/json-schema.ts";
import type { Components } from "./components.ts";

/** An operation at its place in a dialect: the whole path, and what is special to its body, its headers and its answer. */
export type Placed = { operation: AnyOperation } & Omit<MemoryRoute, "path"> & Pick<RestRoute, "path">;

/** How one REST dialect wraps what the operations say. Everything else in a document follows from the operations. */
export interface Dialect {
  /** Before the names of its own parts of the document, where those of two dialects stand beside each other. */
  prefix: string;
  /** The name of the security scheme of operations that take a key. */
  securityScheme: string;
  /** What any operation may fail with, whatever it does. */
  failsAlways: readonly FailureCode[];
  /** Parameters of every operation beyond its input: headers of the dialect. */
  parameters(components: Components): readonly object[];
  /** Headers on every answer. */
  headers(components: Components): Record<string, object>;
  /** The shape of an answer around an operation's output. */
  answer(output: JsonSchema): JsonSchema;
  /** The shape of a failure with one of these codes. */
  failure(codes: readonly FailureCode[]): JsonSchema;
  /** A failure as it is sent. */
  failureExample(code: FailureCode, message: string): object;
  /** When it fails with a code, and a message that it may carry. */
  failureText(code: FailureCode): { when: string; message: string };
  /** The body of an operation whose body is not JSON; none when every body is. */
  upload?(properties: Record<string, JsonSchema>): object;
}
