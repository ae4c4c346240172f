import type { Invoke } from "../../kernel/invoke.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { Replica } from "../../platform/database/replica.ts";

/** What the HTTP server and its error answers need. */
export type HttpServices = Pick<KernelServices, "config" | "log" | "load" | "metrics">;

/** What a transport needs that is derived from the operations. */
export interface OperationServices extends HttpServices {
  /** All operations, in reading order. */
  operations: readonly AnyOperation[];
  invoke: Invoke;
  /** Undefined without `DATABASE_REPLICA_URL`. */
  replica: Replica | undefined;
}
