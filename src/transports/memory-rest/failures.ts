import { STATUS_CODES } from "node:http";
import type { Failure } from "../../kernel/failure.ts";
import { httpStatus } from "../http/failures.ts";

export interface MemoryFailure {
  error: string;
  message: string;
  details?: readonly { path: string; message: string }[];
}

/** A failure in the memory API's shape: the name of the status, a message and, for bad input, each mistake. */
export function memoryFailure(failure: Failure): { status: number; body: MemoryFailure } {
  const status = httpStatus[failure.code];
  const error = STATUS_CODES[status] as string;
  // Missing, malformed, unknown, expired and revoked keys get the same answer.
  if (status === 401) return { status, body: { error, message: "Missing or invalid API key" } };
  const { message, mistakes } = failure;
  if (failure.code !== "BAD_USER_INPUT") return { status, body: { error, message } };
  return {
    status,
    body: { error, message, details: mistakes.length > 0 ? mistakes : [{ path: "", message }] },
  };
}
