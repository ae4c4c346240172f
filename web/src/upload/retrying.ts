import { offline, Refused } from "../api/call.ts";

/** How often a file is tried whose request breaks off while the server answers others. */
export const triesMax = 3;

const passing = [offline, "SERVICE_UNAVAILABLE", "RATE_LIMITED", "HTTP_502", "HTTP_503", "HTTP_504"];

/** What passes by itself: worth waiting and trying again. */
export const passes = (error: Error): error is Refused =>
  error instanceof Refused && passing.includes(error.code);

/** What would refuse every other file for the same library as well. */
export const isForAll = (error: Error): boolean =>
  error instanceof Refused &&
  ["UNAUTHENTICATED", "FORBIDDEN", "ORGANIZATION_NOT_FOUND", "LIBRARY_LOCKED"].includes(error.code);

const longestPauseMs = 30_000;

/** Longer each time, but never longer than half a minute, or than the server asks for. */
export function pauseMs(pauses: number, error: Error): number {
  const asked = error instanceof Refused ? error.retryAfterSeconds : undefined;
  if (asked !== undefined && Number.isFinite(asked)) return Math.max(1_000, asked * 1_000);
  return Math.min(longestPauseMs, 1_000 * 2 ** (pauses - 1));
}
