import { LRUCache } from "lru-cache";
import sql from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import type { History } from "./history.ts";

/** A user's exchanges by ordinal, with which of them are still there. */
export interface UserHistory extends History {
  /** 1 where an exchange is, 0 where one was erased. */
  present: Uint8Array;
}

export interface Histories {
  /** The user's history as it stands now. */
  of(db: Queryable, user: { id: string; nextOrdinal: number; erasures: number }): Promise<UserHistory>;
}

interface Remembered extends UserHistory {
  erasures: number;
  conversation: Int32Array;
  time: Float64Array;
  userLength: Uint16Array;
  agentLength: Uint16Array;
  cues: Uint8Array;
}

const bytesPerExchange = 18;
// 18 bytes an exchange: the histories of a thousand users with 3,500 exchanges each.
const bytesMax = 64 * 1024 * 1024;

/**
 * Histories, remembered between queries. Exchanges are only ever added at the end, so what is new is read and the rest kept;
 * after an erasure all is read again. Ordinals are handed out under a lock, so nothing below the user's count is still to come.
 */
export function openHistories(): Histories {
  const remembered = new LRUCache<string, Remembered>({
    maxSize: bytesMax,
    sizeCalculation: ({ time }) => Math.max(1, time.length * bytesPerExchange),
  });
  return {
    async of(db, { id, nextOrdinal, erasures }) {
      const known = remembered.get(id);
      const from = known?.erasures === erasures ? known : undefined;
      if (from && from.count === nextOrdinal) return from;
      const history = grown(from, nextOrdinal, erasures);
      fill(history, await newRows(db, id, from?.count ?? 0));
      remembered.set(id, history);
      return history;
    },
  };
}

const rowBytes = 26;
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** What is new, as one value: ten thousand rows of six columns would take longer to take apart than to read. */
async function newRows(db: Queryable, userId: string, from: number): Promise<Buffer> {
  const { rows } = await db.one<{ rows: Buffer | null }>(
    prepared(
      "history-rows",
      sql`select string_agg(int4send(i.ordinal) || int4send(c.number) || timestamptz_send(i.said_at)
            || int4send(i.user_length) || int4send(i.agent_length) || int2send(i.cues), '') as rows
          from interactions i join conversations c on c.id = i.conversation_id
          where i.user_id = ${userId} and i.ordinal >= ${from}`,
    ),
  );
  return rows ?? Buffer.alloc(0);
}

/** A new one with room for `count`, holding what was known: a query that reads the old one is not disturbed. */
function grown(from: Remembered | undefined, count: number, erasures: number): Remembered {
  // A fifth more than is needed, so that a busy user's arrays are not copied for every exchange.
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
    cues: copied(new Uint8Array(room), from?.cues),
    present: copied(new Uint8Array(room), from?.present),
  };
}

function fill(history: Remembered, rows: Buffer): void {
  for (let at = 0; at < rows.length; at += rowBytes) {
    const ordinal = rows.readInt32BE(at);
    if (ordinal >= history.count) continue; // came after the count was read
    history.conversation[ordinal] = rows.readInt32BE(at + 4);
    history.time[ordinal] = postgresEpochMs + Number(rows.readBigInt64BE(at + 8)) / 1000;
    history.userLength[ordinal] = rows.readInt32BE(at + 16);
    history.agentLength[ordinal] = rows.readInt32BE(at + 20);
    history.cues[ordinal] = rows.readInt16BE(at + 24);
    history.present[ordinal] = 1;
  }
  // Erased ones stand in a conversation that is nobody's, at the time of one that is there.
  let near = history.time[Math.max(0, history.present.indexOf(1))] as number;
  history.held = 0;
  for (let i = 0; i < history.count; i++) {
    if (history.present[i]) {
      near = history.time[i] as number;
      history.held++;
    } else history.time[i] = near;
  }
}
