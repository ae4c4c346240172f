import { addFlushJob } from "../../jobs/add.ts";
import type { Database } from "../../storage/database.ts";
import { type InteractionToInsert, insertInteractions } from "./store.ts";

export interface Destination {
  organizationId: number;
  userId: string;
  keyVersion: number;
  /** A buffer of this many is moved into the index. */
  batchSize: number;
}

export interface InteractionWriter {
  /**
   * Stores an exchange; durable when it resolves, with how many the user's buffer holds then. Undefined when the user is
   * gone or sealed under another version by now.
   */
  write(to: Destination, row: InteractionToInsert): Promise<number | undefined>;
}

interface Waiting {
  row: InteractionToInsert;
  done: PromiseWithResolvers<number | undefined>;
}

/**
 * One commit at a time for each user, taking all exchanges that arrived during the one before: a user's row is locked once
 * for many, and a disk's flush is shared.
 */
export function interactionWriter(database: Database): InteractionWriter {
  const queues = new Map<string, Waiting[]>();

  async function drain(to: Destination, slot: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0);
      try {
        settle(
          batch,
          await store(
            to,
            batch.map(({ row }) => row),
          ),
        );
      } catch {
        // One of them may be at fault: each for itself.
        for (const one of batch) await store(to, [one.row]).then((n) => settle([one], n), one.done.reject);
      }
    }
    queues.delete(slot);
  }

  async function store(to: Destination, rows: InteractionToInsert[]): Promise<number | undefined> {
    const buffered = await insertInteractions(database, to.organizationId, to.userId, to.keyVersion, rows);
    if (buffered !== undefined && buffered >= to.batchSize) await addFlushJob(database, to.userId);
    return buffered;
  }

  return {
    write(to, row) {
      const done = Promise.withResolvers<number | undefined>();
      const slot = `${to.userId} ${to.keyVersion}`;
      const queue = queues.get(slot);
      if (queue) queue.push({ row, done });
      else {
        const started = [{ row, done }];
        queues.set(slot, started);
        void drain(to, slot, started);
      }
      return done.promise;
    },
  };
}

/** The buffer's size as each of a batch left it. */
function settle(batch: readonly Waiting[], buffered: number | undefined): void {
  batch.forEach(({ done }, i) =>
    done.resolve(buffered === undefined ? undefined : buffered - (batch.length - 1 - i)),
  );
}
