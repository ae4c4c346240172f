import type { Clock } from "../../src/platform/clock.ts";

export interface TestClock extends Clock {
  /** Moves the time forward. */
  advance(ms: number): void;
}

/** The machine's clock plus an offset. */
export function testClock(): TestClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    elapsedMs: () => performance.now() + aheadMs,
    advance: (ms) => {
      aheadMs += ms;
    },
  };
}
