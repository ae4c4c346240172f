/** Where the time comes from; tests move theirs. */
export interface Clock {
  now(): Date;
  /** Milliseconds from some moment on, for spans: it never goes back. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };

export const dayMs = 24 * 60 * 60 * 1000;
