import pLimit from "p-limit";
import { bm25 } from "./bm25.ts";
import type { Chats } from "./chats.ts";
import { createConversation, createUser, type Tenant } from "./client.ts";

export const ks = [3, 5, 10, 25, 50] as const;
// The threshold that docs/memory.md suggests.
export const minRelevance = 0.2;
const questionsAtOnce = 4;

/** What one question found. */
export interface Measured {
  category: string;
  /** The share of the evidence among the first k, for each of `ks`. */
  recall: number[];
  /** The same with `min_relevance`. */
  relevant: number[];
  byWords: number[];
  /** 1 if nothing is found with `min_relevance`. */
  nothing: number;
}

/** Ingests the exchanges for a new user and asks the questions, with plain BM25 beside. */
export async function measure(
  tenant: Tenant,
  chats: Chats,
): Promise<{ userId: string; results: Measured[] }> {
  const userId = await createUser(tenant);
  const ids = await ingest(tenant, userId, chats);
  await tenant.post("/memory/flush", { user_id: userId });
  const words = bm25(chats);
  const results = await pLimit(questionsAtOnce).map(
    chats.questions,
    async ({ text, category, evidence }): Promise<Measured> => {
      const { memories } = await tenant.post<{ memories: { interaction_id: string; relevance: number }[] }>(
        "/memory/query",
        { user_id: userId, query: text, limit: Math.max(...ks), include_facts: false },
      );
      const relevant = memories.filter(({ relevance }) => relevance >= minRelevance);
      const placesOf = (hits: typeof memories) =>
        hits.map(({ interaction_id }) => ids.indexOf(interaction_id));
      return {
        category,
        recall: sharesOf(evidence, placesOf(memories)),
        relevant: sharesOf(evidence, placesOf(relevant)),
        byWords: sharesOf(evidence, words(text, Math.max(...ks))),
        nothing: relevant.length === 0 ? 1 : 0,
      };
    },
  );
  return { userId, results };
}

/** How many of these questions, which are about other people, find nothing with `min_relevance`. */
export async function findingNothing(
  tenant: Tenant,
  userId: string,
  questions: Chats["questions"],
): Promise<number> {
  const found = await pLimit(questionsAtOnce).map(questions, async ({ text }) => {
    const { memories } = await tenant.post<{ memories: unknown[] }>("/memory/query", {
      user_id: userId,
      query: text,
      min_relevance: minRelevance,
      include_facts: false,
    });
    return memories.length;
  });
  return found.filter((count) => count === 0).length;
}

/** In percent, at one k. */
export const mean = (
  measured: readonly Measured[],
  what: "recall" | "relevant" | "byWords",
  k: (typeof ks)[number],
): number =>
  (100 * measured.reduce((sum, one) => sum + (one[what][ks.indexOf(k)] ?? 0), 0)) / measured.length;

function sharesOf(evidence: readonly number[], found: readonly number[]): number[] {
  const places = evidence.map((one) => found.indexOf(one));
  return ks.map((k) => places.filter((place) => place >= 0 && place < k).length / evidence.length);
}

/** Ingests in order and returns the ids. */
async function ingest(tenant: Tenant, userId: string, { exchanges }: Chats): Promise<string[]> {
  const conversations = new Map<number, string>();
  const ids: string[] = [];
  for (const { session, user, agent, time } of exchanges) {
    const conversationId = conversations.get(session) ?? (await createConversation(tenant, userId));
    conversations.set(session, conversationId);
    const { interaction_id } = await tenant.post<{ interaction_id: string }>("/memory/ingest", {
      user_id: userId,
      conversation_id: conversationId,
      user_message: user,
      agent_response: agent,
      ...(time === undefined ? {} : { timestamp: new Date(time).toISOString() }),
    });
    ids.push(interaction_id);
  }
  return ids;
}
