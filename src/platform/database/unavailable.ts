import { sqlState } from "./postgres-error.ts";

// Socket errors, and SQLSTATEs of a server that is starting, stopping or out of connections. Class 08 is a connection that broke.
const codes = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);
const messages =
  /Connection terminated|timeout exceeded when trying to connect|Client was closed|is not queryable/;

/**
 * Whether a statement was stopped because it ran, or waited for a lock, for longer than `statement_timeout`. Behind a pooler,
 * where that is not set outside of transactions, the client stops waiting.
 */
export const isCancelled = (error: unknown): boolean =>
  sqlState(error) === "57014" || (error instanceof Error && error.message === "Query read timeout");

/** Whether a statement failed because the database could not be reached. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = sqlState(error);
  if (code === "ENOENT") return "syscall" in error && error.syscall === "connect";
  return (code !== undefined && (codes.has(code) || /^08...$/.test(code))) || messages.test(error.message);
}
