import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { conversationLayout, type History, type Layout } from "./history.ts";
import { openScratch, type Scratch } from "./scratch.ts";
import { historyRows } from "./store.ts";

/** A user's exchanges by ordinal, and which of them still exist. */
export interface UserHistory extends History {
  /** 1 for an exchange, 0 for an erased one. */
  present: Uint8Array;
  layout: Layout;
}

export interface Histories {
  /** The user's current history, or a later one. */
  of(db: Queryable, user: { id: string; nextOrdinal: number; erasures: number }): Promise<UserHistory>;
  /** For rankings of this process, which run one after the other. */
  scratch: Scratch;
}

interface Cached extends Arrays {
  layout: Layout;
}

interface Arrays extends Omit<UserHistory, "layout"> {
  held: number;
  erasures: number;
  conversation: Int32Array;
  time: Float64Array;
  userLength: Uint16Array;
  agentLength: Uint16Array;
  cues: Uint16Array;
}

// Of the arrays here, of a layout's, and of a session in it.
const bytesOf = ({ time, count, layout }: Cached) =>
  time.length * 19 + count * 13 + layout.sessionLengths.length * 16;
// The histories of a thousand users with 1,500 exchanges each.
const bytesMax = 64 * 1024 * 1024;

/**
 * Caches histories. Exchanges are only appended, so only new ones are read; after an erasure the whole history is read again.
 * Ordinals are assigned under a lock, so no exchange can appear later below the user's count.
 */
export function openHistories(): Histories {
  const cache = new LRUCache<string, Cached>({
    maxSize: bytesMax,
    sizeCalculation: (history) => Math.max(1, bytesOf(history)),
  });
  return {
    scratch: openScratch(),
    async of(db, { id, nextOrdinal, erasures }) {
      const known = cache.get(id);
      const from = known?.erasures === erasures ? known : undefined;
      if (from && from.count >= nextOrdinal) return from;
      const rows = await historyRows(db, id, from?.count ?? 0);
      const read = grown(from, nextOrdinal, erasures);
      fill(read, rows, from?.held ? from.count : 0);
      const history = { ...read, layout: conversationLayout(read, from?.layout) };
      cache.set(id, history);
      return history;
    },
  };
}

const rowBytes = 26;
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** The arrays with room for `count` exchanges. Running queries read them too: of what they read, nothing changes. */
function grown(from: Cached | undefined, count: number, erasures: number): Arrays {
  if (from && from.time.length >= count) return { ...from, count };
  // 20% more than needed, so that a busy user's arrays are not copied for every exchange.
  const room = Math.ceil(count * 1.2) + 16;
  const copied = <A extends { set(array: ArrayLike<number>): void }>(
    to: A,
    array: ArrayLike<number> | undefined,
  ): A => {
    if (array) to.set(array);
    return to;
  };
  return {
    count,
    held: from?.held ?? 0,
    erasures,
    conversation: copied(new Int32Array(room).fill(-1), from?.conversation),
    time: copied(new Float64Array(room), from?.time),
    userLength: copied(new Uint16Array(room), from?.userLength),
    agentLength: copied(new Uint16Array(room), from?.agentLength),
    cues: copied(new Uint16Array(room), from?.cues),
    present: copied(new Uint8Array(room), from?.present),
  };
}

/** Adds rows to the exchanges of a history, which has `known` already. */
function fill(history: Arrays, rows: Buffer, known: number): void {
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
  let near = history.time[known > 0 ? known - 1 : Math.max(0, history.present.indexOf(1))] as number;
  for (let i = known; i < history.count; i++) {
    if (history.present[i]) {
      near = history.time[i] as number;
      history.held++;
    } else history.time[i] = near;
  }
}
