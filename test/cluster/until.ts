import { setTimeout as sleep } from "node:timers/promises";

const pauseMs = 100;

/** Waits for a condition. Throws when it does not come true in time, with the last error that it threw. */
export async function until(
  what: string,
  holds: () => Promise<unknown> | unknown,
  maxMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + maxMs;
  let reason: unknown;
  for (;;) {
    try {
      if (await holds()) return;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Not within ${maxMs / 1000} s: ${what}`, { cause: reason });
    }
    await sleep(pauseMs);
  }
}
