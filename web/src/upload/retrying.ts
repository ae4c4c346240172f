import { offline, Refused } from "../api/call.ts";

/** Maximum attempts for a file whose requests fail while the server is reachable. */
export const triesMax = 3;

const passing = [offline, "SERVICE_UNAVAILABLE", "RATE_LIMITED", "HTTP_502", "HTTP_503", "HTTP_504"];

/** Whether an error is temporary and worth a retry. */
export const passes = (error: Error): error is Refused =>
  error instanceof Refused && passing.includes(error.code);

/** Whether an error would also refuse every other file for the same library. */
export const isForAll = (error: Error): boolean =>
  error instanceof Refused &&
  ["UNAUTHENTICATED", "FORBIDDEN", "ORGANIZATION_NOT_FOUND", "LIBRARY_LOCKED"].includes(error.code);

/** Whether an error is about the file itself, so that a retry fails too. */
export const isFinal = (error: Error): boolean =>
  error instanceof Refused && ["BAD_USER_INPUT", "PAYLOAD_TOO_LARGE"].includes(error.code);

const longestPauseMs = 30_000;

/** The pause before a retry. Increases each time, up to half a minute or the server's `Retry-After`. */
export function pauseMs(pauses: number, error: Error): number {
  const asked = error instanceof Refused ? error.retryAfterSeconds : undefined;
  if (asked !== undefined && Number.isFinite(asked)) return Math.max(1_000, asked * 1_000);
  return Math.min(longestPauseMs, 1_000 * 2 ** (pauses - 1));
}
