import { RookeryError } from "./error.ts";

/** A server that asks for a longer wait is not waited for. */
const waitMsMax = 60_000;
const backoffMs = 300;
const backoffMsMax = 8_000;

/** Whether the same call may succeed later. A conflict after the first attempt is that attempt, which is still running. */
export function mayPass({ code, status }: RookeryError, attempt: number): boolean {
  if (code === "CONNECTION_FAILED" || code === "TIMEOUT" || code === "RATE_LIMITED") return true;
  if (code === "CONFLICT" && attempt > 0) return true;
  return status === 408 || status === 502 || status === 503 || status === 504;
}

/** Milliseconds until the next attempt, or undefined if it is too long to wait. Jitter keeps callers from returning together. */
export function waitMs(
  { retryAfter }: RookeryError,
  attempt: number,
  random = Math.random,
): number | undefined {
  const backoff = Math.min(backoffMsMax, backoffMs * 2 ** attempt);
  if (retryAfter === undefined) return backoff * (0.5 + random() / 2);
  const asked = retryAfter * 1000;
  return asked > waitMsMax ? undefined : asked + backoff * random();
}

/** Waits, unless the signal ends it. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Runs what may take a time only, and ends it when the signal does. */
export async function within<T>(
  timeout: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, timeout);
  let isStreamed = false;
  try {
    const result = await run(controller.signal);
    isStreamed = result instanceof Response && result.body !== null;
    return result;
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (late) throw new RookeryError("TIMEOUT", `No answer within ${timeout / 1000} s.`, { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
    // What is still arriving ends with the signal, too.
    if (!isStreamed) signal?.removeEventListener("abort", stop);
  }
}
