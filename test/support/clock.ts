import type { Clock } from "../../src/platform/clock.ts";

export interface TestClock extends Clock {
  /** Moves the time on. */
  advance(ms: number): void;
}

/** A clock that follows the machine's, plus whatever it was moved by. */
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
