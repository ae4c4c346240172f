import type { Posting } from "../../src/features/memory/index/posting-blocks.ts";
import type { History } from "../../src/features/memory/recall/history.ts";
import { exchangeTerms } from "../../src/features/memory/terms/exchange-terms.ts";

/** An exchange of an in-memory index. */
export interface IndexedExchange {
  userMessage: string;
  agentResponse?: string;
  conversation?: number;
  time?: number;
}
export function indexInMemory(exchanges: IndexedExchange[]): {
  history: History;
  postings: Map<string, Posting>;
} {
  const lists = new Map<string, { ordinals: number[]; user: number[]; agent: number[] }>();
  const read = exchanges.map(({ userMessage, agentResponse }) => exchangeTerms(userMessage, agentResponse));
  read.forEach(({ terms }, ordinal) => {
    for (const [term, { user, agent }] of terms) {
      const list = lists.get(term) ?? { ordinals: [], user: [], agent: [] };
      lists.set(term, list);
      list.ordinals.push(ordinal);
      list.user.push(user);
      list.agent.push(agent);
    }
  });
  const postings = new Map(
    [...lists].map(([term, { ordinals, user, agent }]) => [
      term,
      { ordinals: Int32Array.from(ordinals), user: Uint8Array.from(user), agent: Uint8Array.from(agent) },
    ]),
  );
  const history = {
    count: exchanges.length,
    conversation: Int32Array.from(exchanges, ({ conversation = 0 }) => conversation),
    time: Float64Array.from(exchanges, ({ time }, i) => time ?? i * 1000),
    userLength: Uint16Array.from(read, ({ length }) => length.user),
    agentLength: Uint16Array.from(read, ({ length }) => length.agent),
    cues: Uint16Array.from(read, ({ cues }) => cues),
  };
  return { history, postings };
}
