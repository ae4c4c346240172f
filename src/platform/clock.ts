/** The time. Tests use a clock that they can move. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for measuring durations. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };

export const hourMs = 60 * 60 * 1000;
export const dayMs = 24 * hourMs;
