import { existsSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Figure, figure, note } from "../report.ts";
import { bm25 } from "./bm25.ts";
import { type Chats, locomoChats, readChats } from "./chats.ts";
import { createConversation, createUser, registerTenant, type Tenant } from "./client.ts";

const ks = [5, 10, 25, 50] as const;
const questionsAtOnce = 4;

/** Goals of recall: by k, and at 10 of one category. */
type Goals = Partial<Record<(typeof ks)[number], number>> & { category?: [name: string, at10: number] };

interface Measured {
  category: string;
  /** The share of the evidence among the first k, for each of `ks`. */
  recall: number[];
  byWords: number[];
}

/**
 * Recall through the API: one user a sample, one conversation a session. For each question the share of its evidence among
 * the first k, mean over questions, with plain BM25 beside. `folder` holds the sets of `chats.ts`.
 */
export async function recalling(origin: string, locomoFile: string, folder: string): Promise<Figure[]> {
  const locomo = await recallOf(origin, "LoCoMo", locomoFile, locomoChats, {
    5: 70,
    10: 80,
    25: 86,
    50: 90,
    category: ["multi-hop", 46],
  });
  const sets: [name: string, file: string, goals: Goals][] = [
    ["REALTALK", "realtalk.dev.json.gz", { 10: 68, category: ["1", 50] }],
    ["BEAM 100K", "beam-100k.dev.json.gz", { 10: 62 }],
    ["BEAM 500K", "beam-500k.dev.json.gz", { 10: 57 }],
  ];
  const others: Figure[] = [];
  for (const [name, file, goals] of sets)
    others.push(...(await recallOf(origin, name, join(folder, file), readChats, goals)));
  return [...locomo, ...others];
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
    for (const chats of read(file)) measured.push(...(await measure(tenant, chats)));
    return figures(name, measured, goals);
  } finally {
    await tenant.close();
  }
}

async function measure(tenant: Tenant, chats: Chats): Promise<Measured[]> {
  const userId = await createUser(tenant);
  const ids = await ingest(tenant, userId, chats);
  await tenant.post("/memory/flush", { user_id: userId });
  const words = bm25(chats);
  const limit = pLimit(questionsAtOnce);
  return limit.map(chats.questions, async ({ text, category, evidence }) => {
    const { memories } = await tenant.post<{ memories: { interaction_id: string }[] }>("/memory/query", {
      user_id: userId,
      query: text,
      limit: Math.max(...ks),
      include_facts: false,
    });
    const found = memories.map(({ interaction_id }) => ids.indexOf(interaction_id));
    return {
      category,
      recall: sharesOf(evidence, found),
      byWords: sharesOf(evidence, words(text, Math.max(...ks))),
    };
  });
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
  const overall = ks.map((k, i) => {
    const [ours, words] = [mean(measured, "recall", i), mean(measured, "byWords", i)];
    const text = `${ours.toFixed(1)} (BM25 ${words.toFixed(1)})`;
    return figure(`${name} recall@${k}`, text, ours, { atLeast: Math.max(words, goals[k] ?? 0) });
  });
  const categories = [...new Set(measured.map(({ category }) => category))].sort();
  const each = categories.map((category) => {
    const those = measured.filter((one) => one.category === category);
    const values = ks.map((_, i) => mean(those, "recall", i).toFixed(1));
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

const mean = (measured: readonly Measured[], what: "recall" | "byWords", i: number) =>
  (100 * measured.reduce((sum, one) => sum + (one[what][i] ?? 0), 0)) / measured.length;
