import { setImmediate } from "node:timers/promises";
import type { Database } from "../../../platform/database/database.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { flushRequests } from "./flush-requests.ts";
import { bufferSizeOf, type InteractionToInsert } from "./store.ts";
import { type OfTenant, storeOfUsers } from "./store-of-users.ts";

export interface Destination extends OfTenant {
  userId: string;
  /** The number of buffered exchanges that triggers a flush. */
  batchSize: number;
}

export interface InteractionWriter {
  /**
   * Stores an exchange, which is durable when this resolves. Returns the number of exchanges in the user's buffer; undefined
   * if the user is gone or now uses another version of the key, or if the tenant has changed.
   */
  write(to: Destination, row: InteractionToInsert): Promise<number | undefined>;
}

interface Waiting {
  to: Destination;
  row: InteractionToInsert;
  done: PromiseWithResolvers<number | undefined>;
}

// What one statement carries at most. The rest waits for the next one.
const rowsMax = 256;
const bytesMax = 1024 * 1024;

/**
 * Commits one batch at a time for each tenant. A batch holds the exchanges of all its users that arrived during the commit
 * before it, so many exchanges share one statement and one write to the disk.
 */
export function interactionWriter(database: Database): InteractionWriter {
  const tenants = new Map<string, (one: Waiting) => void>();
  const askForFlush = flushRequests(database);

  function settle(batch: readonly Waiting[], buffered: number | undefined): void {
    batch.forEach(({ done }, i) => {
      done.resolve(buffered === undefined ? undefined : buffered - (batch.length - 1 - i));
    });
    const [{ to }] = batch as [Waiting];
    if (buffered !== undefined && fillsABatch(buffered, batch.length, to.batchSize)) askForFlush(to.userId);
  }

  return {
    write(to, row) {
      const done = Promise.withResolvers<number | undefined>();
      const slot = `${to.organizationId} ${to.keyVersion} ${to.notifies} ${to.state}`;
      const add = tenants.get(slot) ?? tenantWriter(database, to, settle, () => tenants.delete(slot));
      tenants.set(slot, add);
      add({ to, row, done });
      return done.promise;
    },
  };
}

/**
 * Returns what takes the exchanges of one tenant. A user whose row is locked, or whose batch failed, does not hold up the
 * others: that user's exchanges are stored apart, in their order.
 */
function tenantWriter(
  database: Database,
  tenant: OfTenant,
  settle: (batch: readonly Waiting[], buffered: number | undefined) => void,
  idle: () => void,
): (one: Waiting) => void {
  const shared: Waiting[] = [];
  const apart = new Map<string, Waiting[]>();
  let isRunning = false;
  const store = (batch: ReadonlyMap<string, readonly Waiting[]>, which: "ofFree" | "ofAny") =>
    storeOfUsers(database, tenant, batch, which);

  async function storeShared(): Promise<void> {
    isRunning = true;
    // Requests that were read from their connections together share the first batch too.
    await setImmediate();
    while (shared.length > 0) {
      const batch = takeBatch(shared);
      const buffered = await store(batch, "ofFree").catch(() => undefined);
      for (const [userId, rows] of batch) answer(userId, rows, buffered);
    }
    isRunning = false;
    if (apart.size === 0) idle();
  }

  function answer(userId: string, rows: Waiting[], buffered: Map<string, number> | undefined): void {
    if (buffered?.has(userId)) settle(rows, buffered.get(userId));
    else void storeApart(userId, rows, buffered ? "together" : "each");
  }

  async function storeApart(userId: string, first: Waiting[], how: "together" | "each"): Promise<void> {
    const queue = takeOf(userId, shared);
    apart.set(userId, queue);
    await (how === "each" ? storeEach(first) : storeTogether(userId, first));
    while (queue.length > 0) await storeTogether(userId, takeBatch(queue).get(userId) as Waiting[]);
    apart.delete(userId);
    if (apart.size === 0 && !isRunning) idle();
  }

  async function storeTogether(userId: string, rows: Waiting[]): Promise<void> {
    const buffered = await store(new Map([[userId, rows]]), "ofAny").catch(() => "failed" as const);
    if (buffered === "failed") await storeEach(rows);
    else settle(rows, buffered.get(userId));
  }

  /** One of them may have caused a failure. */
  async function storeEach(rows: readonly Waiting[]): Promise<void> {
    for (const one of rows) await storeOne(one).then((n) => settle([one], n), one.done.reject);
  }

  async function storeOne(one: Waiting): Promise<number | undefined> {
    const { organizationId, userId } = one.to;
    try {
      return (await store(new Map([[userId, [one]]]), "ofAny")).get(userId);
    } catch (error) {
      // The previous attempt stored it, but its answer was lost.
      if (violates(error, "interactions_pkey")) return bufferSizeOf(database, organizationId, userId);
      throw error;
    }
  }

  return (one) => {
    const queue = apart.get(one.to.userId);
    (queue ?? shared).push(one);
    if (!queue && !isRunning) void storeShared();
  };
}

/** Takes the first exchanges of a queue, by their user. */
function takeBatch(queue: Waiting[]): Map<string, Waiting[]> {
  let [count, bytes] = [0, 0];
  for (const { row } of queue) {
    bytes += row.sealed.length + row.terms.length;
    if (count > 0 && (count === rowsMax || bytes > bytesMax)) break;
    count++;
  }
  return Map.groupBy(queue.splice(0, count), ({ to }) => to.userId);
}

/** Takes all exchanges of a user out of a queue. */
function takeOf(userId: string, queue: Waiting[]): Waiting[] {
  const own = queue.filter(({ to }) => to.userId === userId);
  if (own.length > 0) queue.splice(0, queue.length, ...queue.filter(({ to }) => to.userId !== userId));
  return own;
}

/** Whether the last `added` exchanges filled another batch. */
const fillsABatch = (buffered: number, added: number, batchSize: number) =>
  Math.floor(buffered / batchSize) > Math.floor((buffered - added) / batchSize);
