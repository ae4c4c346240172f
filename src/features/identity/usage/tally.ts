import type { Caller } from "../../../kernel/caller.ts";
import { type Clock, dayMs } from "../../../platform/clock.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { addRequests, type Count } from "./store.ts";

export interface UsageTally {
  /** Counts one call in memory, if its caller belongs to an organization. */
  count(caller: Caller): void;
  /** Writes the pending counts. On a database error it throws and keeps them for the next time. */
  flush(): Promise<void>;
  /** Writes the last counts. A database error loses them. */
  close(): Promise<void>;
}

// Counts are written this long after the first one. A killed process loses at most this much.
const flushDelayMs = 3_000;

/** Counts calls in memory and writes them every few seconds in one statement. */
export function openTally(db: Queryable, clock: Clock): UsageTally {
  let counts = new Map<string, Count>();
  let timer: NodeJS.Timeout | undefined;
  // One statement at a time: a second one would wait for the rows of the first.
  let writing: Promise<void> = Promise.resolve();

  function add(slot: string, count: Count) {
    const known = counts.get(slot);
    if (known) known.requests += count.requests;
    else counts.set(slot, count);
    timer ??= setTimeout(() => void flush().catch(() => {}), flushDelayMs).unref();
  }

  async function write() {
    const taken = counts;
    counts = new Map();
    if (taken.size === 0) return;
    try {
      await addRequests(db, [...taken.values()]);
    } catch (error) {
      for (const [slot, count] of taken) add(slot, count);
      throw error;
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => {}).then(write);
    return writing;
  }

  return {
    count(caller) {
      if (!("organization" in caller) || caller.kind === "operator") return;
      const { transport, organization } = caller;
      const key = caller.kind === "key" ? caller.key : undefined;
      const day = Math.floor(clock.now().getTime() / dayMs);
      const slot = `${key?.id ?? organization.id} ${transport} ${day}`;
      const known = counts.get(slot);
      if (known) {
        known.requests++;
        return;
      }
      const { id: keyId = null, name: keyName = null } = key ?? {};
      add(slot, { organizationId: organization.id, day, transport, keyId, keyName, requests: 1 });
    },
    flush,
    close: () =>
      flush()
        .catch(() => {})
        .finally(() => clearTimeout(timer)),
  };
}
