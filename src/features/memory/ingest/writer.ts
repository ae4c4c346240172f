import type { Database } from "../../../platform/database/database.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { emit } from "../../webhooks/emit.ts";
import { flushRequests } from "./flush-requests.ts";
import { bufferSizeOf, type InteractionToInsert, insertInteractions } from "./store.ts";

export interface Destination {
  organizationId: number;
  /** Of the tenant, as it was read. */
  state: string;
  userId: string;
  keyVersion: number;
  /** The number of buffered exchanges that triggers a flush. */
  batchSize: number;
  /** Whether to queue webhook events. */
  notifies: boolean;
}

export interface InteractionWriter {
  /**
   * Stores an exchange, which is durable when this resolves. Returns the number of exchanges in the user's buffer; undefined
   * if the user is gone or now uses another version of the key, or if the tenant has changed.
   */
  write(to: Destination, row: InteractionToInsert): Promise<number | undefined>;
}

interface Waiting {
  row: InteractionToInsert;
  done: PromiseWithResolvers<number | undefined>;
}

/**
 * Commits one batch at a time for each user. A batch holds all exchanges that arrived during the commit before it, so many
 * exchanges share one row lock and one disk flush.
 */
export function interactionWriter(database: Database): InteractionWriter {
  const queues = new Map<string, Waiting[]>();
  const askForFlush = flushRequests(database);

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
        // One of them may have caused the failure, so store each separately.
        for (const one of batch) await storeOne(to, one.row).then((n) => settle([one], n), one.done.reject);
      }
    }
    queues.delete(slot);
  }

  async function store(to: Destination, rows: InteractionToInsert[]): Promise<number | undefined> {
    const buffered = to.notifies
      ? await database.transaction((tx) => insertAndNotify(tx, to, rows))
      : await insert(database, to, rows);
    if (buffered !== undefined && fillsABatch(buffered, rows.length, to.batchSize)) askForFlush(to.userId);
    return buffered;
  }

  async function storeOne(to: Destination, row: InteractionToInsert): Promise<number | undefined> {
    try {
      return await store(to, [row]);
    } catch (error) {
      // The previous attempt stored it, but its answer was lost.
      if (violates(error, "interactions_pkey")) return bufferSizeOf(database, to.organizationId, to.userId);
      throw error;
    }
  }

  return {
    write(to, row) {
      const done = Promise.withResolvers<number | undefined>();
      const slot = `${to.userId} ${to.keyVersion} ${to.notifies} ${to.state}`;
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
  insertInteractions(db, to, to.userId, to.keyVersion, rows);

async function insertAndNotify(
  tx: Queryable,
  to: Destination,
  rows: readonly InteractionToInsert[],
): Promise<number | undefined> {
  const buffered = await insert(tx, to, rows);
  const [first] = rows;
  if (buffered === undefined || !first) return buffered;
  const events = rows.map(({ id, conversationId }) => ({
    interaction_id: id,
    conversation_id: conversationId,
    user_id: to.userId,
  }));
  await emit(tx, to.organizationId, "memory.ingested", events, first.ingestedAt);
  return buffered;
}

/** Whether the last `added` exchanges filled another batch. */
const fillsABatch = (buffered: number, added: number, batchSize: number) =>
  Math.floor(buffered / batchSize) > Math.floor((buffered - added) / batchSize);

/** Resolves each exchange of a batch with the buffer's size after that exchange. */
function settle(batch: readonly Waiting[], buffered: number | undefined): void {
  batch.forEach(({ done }, i) => {
    done.resolve(buffered === undefined ? undefined : buffered - (batch.length - 1 - i));
  });
}
