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
  sessionLengthMean: number;
  /** Mean length of one side of an exchange, without empty sides. */
  sideLengthMean: number;
}

// A pause that starts a new session. Chats continue within minutes or on another day; web analytics uses 30 minutes.
const PAUSE_MS = 60 * 60_000;

/** Conversations may interleave. Within one, ordinals are in the order of speaking. */
export function conversationLayout({ count, conversation, time, userLength, agentLength }: History): Layout {
  const next = new Int32Array(count).fill(-1);
  const previous = new Int32Array(count).fill(-1);
  const session = new Int32Array(count);
  const complete = Uint8Array.from({ length: count }, (_, i) => (userLength[i] && agentLength[i] ? 1 : 0));
  const sessionLengths: number[] = [];
  const latest = new Map<number, number>();
  const [user, agent] = [sumOf(userLength), sumOf(agentLength)];
  for (let i = 0; i < count; i++) {
    const before = latest.get(conversation[i] ?? 0);
    latest.set(conversation[i] ?? 0, i);
    if (before !== undefined && Math.abs((time[i] ?? 0) - (time[before] ?? 0)) < PAUSE_MS) {
      next[before] = i;
      previous[i] = before;
      session[i] = session[before] ?? 0;
    } else {
      session[i] = sessionLengths.push(0) - 1;
    }
    const said = (userLength[i] ?? 0) + (agentLength[i] ?? 0);
    sessionLengths[session[i] ?? 0] = (sessionLengths[session[i] ?? 0] ?? 0) + said;
  }
  return {
    next,
    previous,
    session,
    complete,
    sessionLengths,
    // At least 1, so that a history of stop words alone does not divide by zero.
    sessionLengthMean: Math.max(1, (user.sum + agent.sum) / Math.max(1, sessionLengths.length)),
    sideLengthMean: Math.max(1, (user.sum + agent.sum) / Math.max(1, user.speaking + agent.speaking)),
  };
}

function sumOf(lengths: ArrayLike<number>) {
  let [sum, speaking] = [0, 0];
  for (let i = 0; i < lengths.length; i++) {
    sum += lengths[i] ?? 0;
    if ((lengths[i] ?? 0) > 0) speaking++;
  }
  return { sum, speaking };
}
