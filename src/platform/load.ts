import { monitorEventLoopDelay, performance } from "node:perf_hooks";

/** Light work answers within milliseconds, such as lists and links. Heavy work is searches, uploads and memory. */
export type Weight = "light" | "heavy";

/** How busy the process is. */
export interface LoadSignals {
  /** By how much the event loop was late on average, in the last quarter of a second. */
  delayMs: number;
  /** The share of that time in which the event loop had work. */
  utilization: number;
  /** How many statements wait for a database connection. */
  waiting: number;
}

export interface Load {
  /** Whether work of this weight must be refused, because the process has too much already. Counts refusals. */
  refuses(weight: Weight): boolean;
  /** Every request counts as light, and those of heavy operations as heavy too. */
  begin(weight: Weight): void;
  end(weight: Weight): void;
  /** How many of each weight are under way. */
  readonly underWay: Readonly<Record<Weight, number>>;
  /** How often each was refused. */
  readonly refused: Readonly<Record<Weight, number>>;
  close(): void;
}

interface Limits {
  /** Below so many requests nothing is refused: then it is the machine or its jobs that are slow. */
  requests: number;
  delayMs: number;
  waiting: number;
  /** Only while the process is busy: who sends slowly costs it nothing. */
  underWay: number;
}

// Heavy work is refused first, so that light work is answered within a second.
const limits: Record<Weight, Limits> = {
  heavy: { requests: 100, delayMs: 200, waiting: 100, underWay: 100 },
  light: { requests: 200, delayMs: 800, waiting: 300, underWay: 400 },
};
const busyShare = 0.7;

/** Decides by these signals what is refused. `close` ends what measures them. */
export function openLoad(signals: () => LoadSignals, close: () => void = () => {}): Load {
  const underWay = { light: 0, heavy: 0 };
  const refused = { light: 0, heavy: 0 };

  function isTooMuch(weight: Weight): boolean {
    const { delayMs, utilization, waiting } = signals();
    const max = limits[weight];
    if (underWay.light < max.requests) return false;
    if (delayMs > max.delayMs || waiting > max.waiting) return true;
    return underWay[weight] >= max.underWay && (utilization > busyShare || waiting > 0);
  }

  return {
    refuses(weight) {
      const tooMuch = isTooMuch(weight);
      if (tooMuch) refused[weight]++;
      return tooMuch;
    },
    begin: (weight) => void underWay[weight]++,
    end: (weight) => void underWay[weight]--,
    underWay,
    refused,
    close,
  };
}

const sampleMs = 250;
const resolutionMs = 20;

/** Measures this process and the waiting of a connection pool. */
export function measureLoad(pool: { waitingCount: number }): Load {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  const signals: LoadSignals = { delayMs: 0, utilization: 0, waiting: 0 };
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    signals.utilization = performance.eventLoopUtilization(now, before).utilization;
    before = now;
    signals.delayMs = delays.count > 0 ? Math.max(0, delays.mean / 1e6 - resolutionMs) : 0;
    delays.reset();
  }, sampleMs).unref();
  return openLoad(
    () => {
      signals.waiting = pool.waitingCount;
      return signals;
    },
    () => {
      clearInterval(timer);
      delays.disable();
    },
  );
}
