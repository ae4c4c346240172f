import { StoreUnavailable } from "../blobs.ts";

/** What the SDK throws, and what Node throws for a connection. */
interface S3Error extends Error {
  code?: string;
  Code?: string;
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string> };
}

export const statusOf = (error: unknown): number | undefined =>
  (error as S3Error | undefined)?.$metadata?.httpStatusCode;

/** S3's own name for an error, or Node's. */
export function nameOfError(error: unknown): string {
  const { name, code, Code } = error as S3Error;
  return Code ?? (code && name === "Error" ? code : name);
}

export const isMissing = (error: unknown): boolean =>
  ["NoSuchKey", "NotFound"].includes(nameOfError(error)) ||
  (statusOf(error) === 404 && nameOfError(error) !== "NoSuchBucket");

const isFull = (error: unknown): boolean =>
  statusOf(error) === 507 ||
  ["QuotaExceeded", "StorageFull", "XMinioStorageFull"].includes(nameOfError(error));

/** The error that callers of a store know. */
export function asStoreError(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  const { message } = error as Error;
  if (isFull(error)) return Object.assign(new Error(`The S3 store is full: ${message}`), { code: "ENOSPC" });
  return new StoreUnavailable(`The S3 store failed: ${nameOfError(error)}: ${message}`, error);
}

/** Awaits a call of the store. */
export async function fromStore<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw asStoreError(error);
  }
}

/** The region that a store says its bucket is in. */
export function regionOf(error: unknown): string | undefined {
  const said = (error as { Region?: string; region?: string }).Region;
  return said ?? (error as S3Error).$response?.headers?.["x-amz-bucket-region"];
}
