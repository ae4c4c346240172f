import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { conversationLayout, type History, type Layout } from "./history.ts";
import { historyRows } from "./store.ts";

/** A user's exchanges by ordinal, and which of them still exist. */
export interface UserHistory extends History {
  /** 1 for an exchange, 0 for an erased one. */
  present: Uint8Array;
  layout: Layout;
}

export interface Histories {
  /** The user's current history. */
  of(db: Queryable, user: { id: string; nextOrdinal: number; erasures: number }): Promise<UserHistory>;
}

interface Cached extends Arrays {
  layout: Layout;
}

interface Arrays extends Omit<UserHistory, "layout"> {
  erasures: number;
  conversation: Int32Array;
  time: Float64Array;
  userLength: Uint16Array;
  agentLength: Uint16Array;
  cues: Uint16Array;
}

const bytesPerExchange = 32;
// The histories of a thousand users with 2,000 exchanges each.
const bytesMax = 64 * 1024 * 1024;

/**
 * Caches histories. Exchanges are only appended, so only new ones are read; after an erasure the whole history is read again.
 * Ordinals are assigned under a lock, so no exchange can appear later below the user's count.
 */
export function openHistories(): Histories {
  const cache = new LRUCache<string, Cached>({
    maxSize: bytesMax,
    sizeCalculation: ({ time }) => Math.max(1, time.length * bytesPerExchange),
  });
  return {
    async of(db, { id, nextOrdinal, erasures }) {
      const known = cache.get(id);
      const from = known?.erasures === erasures ? known : undefined;
      if (from && from.count === nextOrdinal) return from;
      const read = grown(from, nextOrdinal, erasures);
      fill(read, await historyRows(db, id, from?.count ?? 0));
      const history = { ...read, layout: conversationLayout(read) };
      cache.set(id, history);
      return history;
    },
  };
}

const rowBytes = 26;
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** A copy with room for `count` exchanges, so that running queries can keep reading the old one. */
function grown(from: Cached | undefined, count: number, erasures: number): Arrays {
  // 20% more than needed, so that a busy user's arrays are not copied for every exchange.
  const room = from && from.time.length >= count ? from.time.length : Math.ceil(count * 1.2) + 16;
  const copied = <A extends { set(array: ArrayLike<number>): void }>(
    to: A,
    array: ArrayLike<number> | undefined,
  ): A => {
    if (array) to.set(array);
    return to;
  };
  return {
    count,
    held: 0,
    erasures,
    conversation: copied(new Int32Array(room).fill(-1), from?.conversation),
    time: copied(new Float64Array(room), from?.time),
    userLength: copied(new Uint16Array(room), from?.userLength),
    agentLength: copied(new Uint16Array(room), from?.agentLength),
    cues: copied(new Uint16Array(room), from?.cues),
    present: copied(new Uint8Array(room), from?.present),
  };
}

function fill(history: Arrays, rows: Buffer): void {
  for (let at = 0; at < rows.length; at += rowBytes) {
    const ordinal = rows.readInt32BE(at);
    if (ordinal >= history.count) continue; // arrived after the count was read
    history.conversation[ordinal] = rows.readInt32BE(at + 4);
    history.time[ordinal] = postgresEpochMs + Number(rows.readBigInt64BE(at + 8)) / 1000;
    history.userLength[ordinal] = rows.readInt32BE(at + 16);
    history.agentLength[ordinal] = rows.readInt32BE(at + 20);
    history.cues[ordinal] = rows.readInt16BE(at + 24);
    history.present[ordinal] = 1;
  }
  // An erased exchange belongs to no conversation, and takes the time of the one before it.
  let near = history.time[Math.max(0, history.present.indexOf(1))] as number;
  history.held = 0;
  for (let i = 0; i < history.count; i++) {
    if (history.present[i]) {
      near = history.time[i] as number;
      history.held++;
    } else history.time[i] = near;
  }
}
