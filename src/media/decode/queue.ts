/** One decode, as the queue sees it. */
export interface DecodeWork {
  /** Memory at its peak. */
  bytes: number;
  /** Whose it is. */
  owner: number;
}

export interface DecodeQueue {
  /** Runs `work` when its turn has come. */
  run<T>(of: DecodeWork, work: () => Promise<T>): Promise<T>;
  /** Whether work is heavy, so that it may wait long. */
  isHeavy(bytes: number): boolean;
  /** Whether light work would start at once. */
  isIdle(): boolean;
  /** Whether nothing runs or waits. */
  isQuiet(): boolean;
}

interface QueueLimits {
  /** Memory for all that runs at a time. */
  bytesMax: number;
  /** How many run at a time. */
  atOnce: number;
  /** After so long, work is its owner's next, whatever its size. */
  overdueMs: number;
  now?: () => number;
}

interface Waiting extends DecodeWork {
  since: number;
  start(): void;
}

/** The share of all memory above which work is heavy. */
const heavyShare = 1 / 4;

/**
 * Shares memory and cores among decodes. Owners take turns: who runs less goes first, then who last had a turn longer ago. Of
 * one owner, light work goes before
 * heavy work, except that work which has waited too long goes first. One heavy decode runs at a time, so that light work
 * never waits for one. A decode above `bytesMax` runs alone.
 */
export function decodeQueue({ bytesMax, atOnce, overdueMs, now = Date.now }: QueueLimits): DecodeQueue {
  const waiting: Waiting[] = [];
  const running: DecodeWork[] = [];
  // When each owner last had a turn, as long as it has work.
  const turns = new Map<number, number>();
  let turnsTaken = 0;
  const isHeavy = (bytes: number) => bytes > bytesMax * heavyShare;
  const inUse = () => running.reduce((sum, { bytes }) => sum + bytes, 0);

  function fits(work: DecodeWork, reserved: number): boolean {
    if (work.bytes + reserved > bytesMax && (running.length > 0 || reserved > 0)) return false;
    if (isHeavy(work.bytes) && running.some(({ bytes }) => isHeavy(bytes))) return false;
    return running.length === 0 || inUse() + work.bytes <= bytesMax;
  }

  const turnOf = ({ owner }: DecodeWork) => turns.get(owner) ?? 0;

  function inOrder(isOverdue: (work: Waiting) => boolean): Waiting[] {
    const runs = (owner: number) => running.filter((work) => work.owner === owner).length;
    return waiting.toSorted((a, b) => {
      const [late, later] = [isOverdue(a), isOverdue(b)];
      const turn = runs(a.owner) - runs(b.owner) || turnOf(a) - turnOf(b);
      return turn || Number(later) - Number(late) || (late ? a.since - b.since : a.bytes - b.bytes);
    });
  }

  /** The work whose turn it is. Beside overdue work that does not fit yet, only what fits together with it may start. */
  function next(): Waiting | undefined {
    const time = now();
    const isOverdue = ({ since }: Waiting) => time - since >= overdueMs;
    let reserved = 0;
    return inOrder(isOverdue).find((work) => {
      if (fits(work, reserved)) return true;
      if (isOverdue(work)) reserved = Math.max(reserved, Math.min(work.bytes, bytesMax));
      return false;
    });
  }

  function startNext(): void {
    while (waiting.length > 0 && running.length < atOnce) {
      const work = next();
      if (!work) return;
      waiting.splice(waiting.indexOf(work), 1);
      turns.set(work.owner, ++turnsTaken);
      work.start();
    }
  }

  async function started<T>(of: DecodeWork, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      running.splice(running.indexOf(of), 1);
      if (![...running, ...waiting].some(({ owner }) => owner === of.owner)) turns.delete(of.owner);
      startNext();
    }
  }

  return {
    run: (of, work) =>
      new Promise((resolve) => {
        const start = () => {
          running.push(of);
          resolve(started(of, work));
        };
        waiting.push({ ...of, since: now(), start });
        startNext();
      }),
    isHeavy,
    isIdle: () => waiting.length === 0 && running.length < atOnce,
    isQuiet: () => waiting.length === 0 && running.length === 0,
  };
}
