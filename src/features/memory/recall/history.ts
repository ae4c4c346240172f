/** One user's exchanges by ordinal (0, 1, … in order of ingest): all that the ranking reads except their words. */
export interface History {
  count: number;
  /** The number of exchanges that are not erased. Absent if none are erased. */
  held?: number;
  /** Any numbers that differ between conversations. */
  conversation: ArrayLike<number>;
  /** Milliseconds since 1970. */
  time: ArrayLike<number>;
  /** Stems said by each side (`ExchangeTerms.length`). */
  userLength: ArrayLike<number>;
  agentLength: ArrayLike<number>;
  /** Bits of `Cue`. */
  cues: ArrayLike<number>;
}

/** The neighbours of each exchange: conversations are split into sessions where they pause. */
export interface Layout {
  /** The exchange after and before in the same session, -1 for none. */
  next: Int32Array;
  previous: Int32Array;
  session: Int32Array;
  /** 1 for an exchange in which both sides speak. It is understood without its neighbours. */
  complete: Uint8Array;
  sessionLengths: number[];
  /** By session: 1 if it has an exchange that is not complete. */
  sessionMixed: number[];
  sessionLengthMean: number;
  /** Mean length of one side of an exchange, without empty sides. */
  sideLengthMean: number;
  /** Stems said by all sides, and the number of sides that said some. */
  said: number;
  speaking: number;
  /** The times of the oldest and the newest exchange. Infinite without any. */
  oldest: number;
  newest: number;
}

// A pause that starts a new session. Chats continue within minutes or on another day; web analytics uses 30 minutes.
const PAUSE_MS = 60 * 60_000;
// Each new exchange may look through the whole history for its conversation. Reading all again is cheaper beyond this.
const addedMax = 100;

/**
 * Conversations may interleave. Within one, ordinals are in the order of speaking. `known` is the layout of the same history
 * when it had fewer exchanges, if there is one.
 */
export function conversationLayout(history: History, known?: Layout): Layout {
  const { count, conversation, time } = history;
  const from = known && count - known.next.length <= addedMax ? known : undefined;
  const start = from?.next.length ?? 0;
  const layout = copyOf(from, count);
  const latest = new Map<number, number>();
  for (let i = start; i < count; i++) {
    const named = conversation[i] as number;
    const before = latest.get(named) ?? latestOf(conversation, named, start);
    latest.set(named, i);
    const pause = before === undefined ? PAUSE_MS : (time[i] as number) - (time[before] as number);
    if (before !== undefined && Math.abs(pause) < PAUSE_MS) {
      layout.next[before] = i;
      layout.previous[i] = before;
      layout.session[i] = layout.session[before] as number;
    } else {
      layout.session[i] = layout.sessionLengths.push(0) - 1;
      layout.sessionMixed.push(0);
    }
    addLengths(layout, history, i);
    layout.oldest = Math.min(layout.oldest, time[i] as number);
    layout.newest = Math.max(layout.newest, time[i] as number);
  }
  // At least 1, so that a history of stop words alone does not divide by zero.
  layout.sessionLengthMean = Math.max(1, layout.said / Math.max(1, layout.sessionLengths.length));
  layout.sideLengthMean = Math.max(1, layout.said / Math.max(1, layout.speaking));
  return layout;
}

function addLengths(layout: Layout, { userLength, agentLength }: History, i: number): void {
  const [user, agent, session] = [userLength[i] ?? 0, agentLength[i] ?? 0, layout.session[i] ?? 0];
  layout.sessionLengths[session] = (layout.sessionLengths[session] ?? 0) + user + agent;
  if (user > 0 && agent > 0) layout.complete[i] = 1;
  else layout.sessionMixed[session] = 1;
  layout.said += user + agent;
  layout.speaking += Number(user > 0) + Number(agent > 0);
}

/** A copy with room for `count` exchanges, so that running queries can keep reading the old one. */
function copyOf(from: Layout | undefined, count: number): Layout {
  const copied = <A extends Int32Array | Uint8Array>(to: A, array: A | undefined): A => {
    if (array) to.set(array);
    return to;
  };
  return {
    next: copied(new Int32Array(count).fill(-1), from?.next),
    previous: copied(new Int32Array(count).fill(-1), from?.previous),
    session: copied(new Int32Array(count), from?.session),
    complete: copied(new Uint8Array(count), from?.complete),
    sessionLengths: from?.sessionLengths.slice() ?? [],
    sessionMixed: from?.sessionMixed.slice() ?? [],
    sessionLengthMean: 1,
    sideLengthMean: 1,
    said: from?.said ?? 0,
    speaking: from?.speaking ?? 0,
    oldest: from?.oldest ?? Number.POSITIVE_INFINITY,
    newest: from?.newest ?? Number.NEGATIVE_INFINITY,
  };
}

/** The last exchange of a conversation among the first `count`. */
function latestOf(conversation: ArrayLike<number>, named: number, count: number): number | undefined {
  for (let i = count - 1; i >= 0; i--) if (conversation[i] === named) return i;
  return undefined;
}
