import { StoreUnavailable } from "../platform/blobs/blobs.ts";
import { isCancelled, isUnavailable } from "../platform/database/unavailable.ts";
import { isStorageFull } from "../platform/storage-full.ts";
import { Failure, fail } from "./failure.ts";

export interface FaultLog {
  error(details: object, message: string): void;
}

/**
 * Returns a `Failure` unchanged. Anything else is a bug or an outage: logged in full, with a request id for the caller.
 */
export function asFailure(
  log: FaultLog,
  where: { requestId: string; operation?: string },
  error: unknown,
): Failure {
  if (error instanceof Failure) return error;
  if (isStorageFull(error)) {
    log.error({ err: error, ...where }, `storage is full or read-only: ${(error as Error).message}`);
    return fail.storageFull();
  }
  if (isCancelled(error)) {
    log.error({ err: error, ...where }, "a statement took longer than it may");
    return fail.tookTooLong();
  }
  log.error({ err: error, ...where }, "unexpected fault");
  return isUnavailable(error) || error instanceof StoreUnavailable
    ? fail.unavailable()
    : fail.ourFault(where.requestId);
}
