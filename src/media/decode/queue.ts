export interface DecodeQueue {
  /** Runs `work`, which takes `bytes` of memory at its peak, when its turn has come. */
  run<T>(bytes: number, work: () => Promise<T>): Promise<T>;
  /** Whether light work would start at once. */
  isIdle(): boolean;
}

interface QueueLimits {
  /** Memory for all that runs at a time, in bytes. */
  bytesMax: number;
  /** How many run at a time. */
  atOnce: number;
  /** After so long, work is next, whatever its size. */
  overdueMs: number;
  now?: () => number;
}

interface Waiting {
  bytes: number;
  since: number;
  start(): void;
}

/**
 * Shares memory and cores among decodes. Light work goes before heavy work, one heavy decode runs at a time, and work
 * that has waited too long goes first, so that none starves. A decode above `bytesMax` runs alone.
 */
export function decodeQueue({ bytesMax, atOnce, overdueMs, now = Date.now }: QueueLimits): DecodeQueue {
  const waiting: Waiting[] = [];
  const running: number[] = [];
  const isHeavy = (bytes: number) => bytes > bytesMax / 4;
  const inUse = () => running.reduce((sum, bytes) => sum + bytes, 0);

  function fits(bytes: number, reserved: number): boolean {
    if (bytes + reserved > bytesMax && (running.length > 0 || reserved > 0)) return false;
    if (isHeavy(bytes) && running.some(isHeavy)) return false;
    return running.length === 0 || inUse() + bytes <= bytesMax;
  }

  function startNext(): void {
    const time = now();
    const isOverdue = ({ since }: Waiting) => time - since >= overdueMs;
    const order = [
      ...waiting.filter(isOverdue),
      ...waiting.filter((work) => !isOverdue(work)).sort((a, b) => a.bytes - b.bytes),
    ];
    // Overdue work that does not fit yet: only what fits beside it may start before it.
    let reserved = 0;
    for (const work of order) {
      if (running.length >= atOnce) return;
      if (fits(work.bytes, reserved)) {
        waiting.splice(waiting.indexOf(work), 1);
        work.start();
      } else if (isOverdue(work)) reserved = Math.max(reserved, Math.min(work.bytes, bytesMax));
    }
  }

  async function started<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      running.splice(running.indexOf(bytes), 1);
      startNext();
    }
  }

  return {
    run: (bytes, work) =>
      new Promise((resolve) => {
        const start = () => {
          running.push(bytes);
          resolve(started(bytes, work));
        };
        waiting.push({ bytes, since: now(), start });
        startNext();
      }),
    isIdle: () => waiting.length === 0 && running.length < atOnce,
  };
}
