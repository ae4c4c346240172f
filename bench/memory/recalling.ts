import { existsSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Figure, figure, note } from "../report.ts";
import { bm25 } from "./bm25.ts";
import { type Chats, locomoChats, readChats } from "./chats.ts";
import { createConversation, createUser, registerTenant, type Tenant } from "./client.ts";
import { dialogues } from "./dialogues.ts";

const ks = [3, 5, 10, 25, 50] as const;
const printed = [5, 10, 25, 50] as const;
const questionsAtOnce = 4;

/** Goals of recall: by k, and at 10 of one category. */
type Goals = Partial<Record<(typeof ks)[number], number>> & { category?: [name: string, at10: number] };

interface Measured {
  category: string;
  /** The share of the evidence among the first k, for each of `ks`. */
  recall: number[];
  /** The same with `min_relevance`. */
  relevant: number[];
  byWords: number[];
}

// The threshold that docs/memory.md suggests.
const minRelevance = 0.2;

/**
 * Recall through the API: one user a sample, one conversation a session. For each question the share of its evidence among
 * the first k, mean over questions, with plain BM25 beside. `folder` holds the sets of `chats.ts`.
 */
export async function recalling(origin: string, locomoFile: string, folder: string): Promise<Figure[]> {
  // What it was on 2026-11-28. It may not fall.
  const locomo = await recallOf(origin, "LoCoMo", locomoFile, locomoChats, {
    5: 78.4,
    10: 85.6,
    25: 91.4,
    50: 95.4,
    category: ["multi-hop", 46],
  });
  const sets: [name: string, file: string, goals: Goals][] = [
    ["REALTALK", "realtalk.dev.json.gz", { 10: 68, category: ["1", 50] }],
    ["BEAM 100K", "beam-100k.dev.json.gz", { 10: 62 }],
    ["BEAM 500K", "beam-500k.dev.json.gz", { 10: 57 }],
    ["BEAM 1M", "beam-1m.dev.json.gz", { 10: 42 }],
    ["LongMemEval-like sessions", "longmemeval.dev.json.gz", { 5: 94 }],
  ];
  const others: Figure[] = [];
  for (const [name, file, goals] of sets)
    others.push(...(await recallOf(origin, name, join(folder, file), readChats, goals)));
  return [...locomo, ...others, ...(await recallByLanguage(origin))];
}

const languagesGoal = 90;

/** Recall@3 of the committed dialogues, by language. */
async function recallByLanguage(origin: string): Promise<Figure[]> {
  const tenant = await registerTenant(origin, "languages");
  try {
    const shares: [language: string, share: number][] = [];
    for (const { language, chats } of dialogues()) {
      const { results } = await measure(tenant, chats);
      shares.push([language, mean(results, "recall", ks.indexOf(3))]);
    }
    const all = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length;
    const least = Math.min(...shares.map(([, share]) => share));
    return [
      figure(`${shares.length} languages, recall@3`, all.toFixed(1), all, { atLeast: languagesGoal }),
      note("  of the weakest language", least.toFixed(1)),
      note("  by language", shares.map(([language, share]) => `${language} ${share.toFixed(0)}`).join(" ")),
    ];
  } finally {
    await tenant.close();
  }
}

async function recallOf(
  origin: string,
  name: string,
  file: string,
  read: (file: string) => Chats[],
  goals: Goals,
): Promise<Figure[]> {
  if (!existsSync(file)) return [note(name, `not measured: there is no ${file}`)];
  const tenant = await registerTenant(origin, name.toLowerCase().replaceAll(" ", "-"));
  try {
    const measured: Measured[] = [];
    const samples = read(file);
    let [strangers, refused] = [0, 0];
    for (const [i, chats] of samples.entries()) {
      const { userId, results } = await measure(tenant, chats);
      measured.push(...results);
      const others = samples[(i + 1) % samples.length]?.questions ?? [];
      strangers += others.length;
      refused += await unanswered(tenant, userId, others);
    }
    return [
      ...figures(name, measured, goals),
      ...figuresOfRelevance(name, measured, (100 * refused) / strangers),
    ];
  } finally {
    await tenant.close();
  }
}

/** How many of these questions, which are about other people, find nothing. */
async function unanswered(tenant: Tenant, userId: string, questions: Chats["questions"]): Promise<number> {
  const limit = pLimit(questionsAtOnce);
  const found = await limit.map(questions, async ({ text }) => {
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

async function measure(tenant: Tenant, chats: Chats): Promise<{ userId: string; results: Measured[] }> {
  const userId = await createUser(tenant);
  const ids = await ingest(tenant, userId, chats);
  await tenant.post("/memory/flush", { user_id: userId });
  const words = bm25(chats);
  const limit = pLimit(questionsAtOnce);
  const results = await limit.map(chats.questions, async ({ text, category, evidence }) => {
    const { memories } = await tenant.post<{ memories: { interaction_id: string; relevance: number }[] }>(
      "/memory/query",
      { user_id: userId, query: text, limit: Math.max(...ks), include_facts: false },
    );
    const placesOf = (hits: typeof memories) => hits.map(({ interaction_id }) => ids.indexOf(interaction_id));
    return {
      category,
      recall: sharesOf(evidence, placesOf(memories)),
      relevant: sharesOf(evidence, placesOf(memories.filter(({ relevance }) => relevance >= minRelevance))),
      byWords: sharesOf(evidence, words(text, Math.max(...ks))),
    };
  });
  return { userId, results };
}

/** What the suggested threshold costs and gains. The goals: two points of recall, and half of the strangers' questions. */
function figuresOfRelevance(name: string, measured: readonly Measured[], refused: number): Figure[] {
  const at10 = ks.indexOf(10);
  const lost = mean(measured, "recall", at10) - mean(measured, "relevant", at10);
  return [
    figure(`${name} recall@10 lost at min_relevance ${minRelevance}`, lost.toFixed(1), lost, { below: 2 }),
    figure(`${name} other people's questions that find nothing`, `${refused.toFixed(0)} %`, refused, {
      atLeast: 50,
      unit: " %",
    }),
  ];
}

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

function figures(name: string, measured: readonly Measured[], goals: Goals): Figure[] {
  const overall = printed.map((k) => {
    const i = ks.indexOf(k);
    const [ours, words] = [mean(measured, "recall", i), mean(measured, "byWords", i)];
    const text = `${ours.toFixed(1)} (BM25 ${words.toFixed(1)})`;
    return figure(`${name} recall@${k}`, text, ours, { atLeast: Math.max(words, goals[k] ?? 0) });
  });
  const categories = [...new Set(measured.map(({ category }) => category))].sort();
  const each = categories.map((category) => {
    const those = measured.filter((one) => one.category === category);
    const values = printed.map((k) => mean(those, "recall", ks.indexOf(k)).toFixed(1));
    const text = `${values.join(" / ")} (${those.length} questions)`;
    if (goals.category?.[0] !== category) return note(`  ${category}`, text);
    return figure(`  ${category}, goal at 10`, text, mean(those, "recall", ks.indexOf(10)), {
      atLeast: goals.category[1],
    });
  });
  return [
    ...overall,
    note("  by category, recall@5 / 10 / 25 / 50", `all ${measured.length} questions`),
    ...each,
  ];
}

const mean = (measured: readonly Measured[], what: "recall" | "relevant" | "byWords", i: number) =>
  (100 * measured.reduce((sum, one) => sum + (one[what][i] ?? 0), 0)) / measured.length;
