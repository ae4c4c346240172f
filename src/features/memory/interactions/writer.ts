import { addJobs } from "../../../kernel/job.ts";
import type { Database } from "../../../platform/database/database.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";
import { flushJob } from "../jobs.ts";
import { bufferSizeOf, type InteractionToInsert, insertInteractions } from "./store.ts";

export interface Destination {
  organizationId: number;
  userId: string;
  keyVersion: number;
  /** A buffer of this many is moved into the index. */
  batchSize: number;
  /** Whether a webhook wants to hear of it. */
  told: boolean;
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
        for (const one of batch) await alone(to, one.row).then((n) => settle([one], n), one.done.reject);
      }
    }
    queues.delete(slot);
  }

  async function store(to: Destination, rows: InteractionToInsert[]): Promise<number | undefined> {
    const buffered = to.told
      ? await database.transaction((tx) => insertAndTell(tx, to, rows))
      : await insert(database, to, rows);
    // The exchanges are stored: a job that cannot be queued now is no failure, and the buffer is flushed when it is quiet.
    if (buffered !== undefined && fillsABatch(buffered, rows.length, to.batchSize))
      await addJobs(database, flushJob, [{ userId: to.userId }]).catch(() => {});
    return buffered;
  }

  async function alone(to: Destination, row: InteractionToInsert): Promise<number | undefined> {
    try {
      return await store(to, [row]);
    } catch (error) {
      // It is there: the answer to the attempt before was lost on its way.
      if (violates(error, "interactions_pkey")) return bufferSizeOf(database, to.organizationId, to.userId);
      throw error;
    }
  }

  return {
    write(to, row) {
      const done = Promise.withResolvers<number | undefined>();
      const slot = `${to.userId} ${to.keyVersion} ${to.told}`;
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

const insert = (db: Queryable, to: Destination, rows: readonly InteractionToInsert[]) =>
  insertInteractions(db, to.organizationId, to.userId, to.keyVersion, rows);

async function insertAndTell(
  tx: Queryable,
  to: Destination,
  rows: readonly InteractionToInsert[],
): Promise<number | undefined> {
  const buffered = await insert(tx, to, rows);
  const [first] = rows;
  if (buffered === undefined || !first) return buffered;
  const told = rows.map(({ id, conversationId }) => ({
    interaction_id: id,
    conversation_id: conversationId,
    user_id: to.userId,
  }));
  await emit(tx, to.organizationId, "memory.ingested", told, first.ingestedAt);
  return buffered;
}

/** Whether the last `added` of the buffer made another batch full: a job is queued once for each, not for every exchange after. */
const fillsABatch = (buffered: number, added: number, batchSize: number) =>
  Math.floor(buffered / batchSize) > Math.floor((buffered - added) / batchSize);

/** The buffer's size as each of a batch left it. */
function settle(batch: readonly Waiting[], buffered: number | undefined): void {
  batch.forEach(({ done }, i) =>
    done.resolve(buffered === undefined ? undefined : buffered - (batch.length - 1 - i)),
  );
}
