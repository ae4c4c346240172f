import { type AnyOperation, type MemoryRoute, onlyReads } from "../../kernel/operation.ts";

/**
 * Whether a call of the memory API with an `Idempotency-Key` is run once. The answer is kept for a day, so not of calls that
 * carry what people said, which a tenant's own key may protect. Exchanges have keys of their own.
 */
export const isRunOnce = (
  operation: AnyOperation,
  { method, headers = {} }: Pick<MemoryRoute, "headers"> & { method: string },
): boolean =>
  method !== "GET" &&
  operation.access.kind !== "anonymous" &&
  !onlyReads(operation) &&
  !Object.hasOwn(headers, "encryption_key");
