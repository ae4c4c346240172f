import { existsSync } from "node:fs";
import pLimit from "p-limit";
import { type Figure, figure, note } from "../report.ts";
import { createConversation, createUser, registerTenant, type Tenant } from "./client.ts";
import { type LocomoConversation, type LocomoTurn, loadLocomo } from "./locomo.ts";

const ks = [5, 10, 25, 50] as const;
const recallMin = { 5: 70, 10: 80, 25: 86, 50: 90 };
const multiHopAt10Min = 46;
const categories = { 1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop", 5: "adversarial" };
const questionsAtOnce = 4;

interface Measured {
  category: number;
  /** The share of the evidence among the first k, for each of `ks`. */
  recall: number[];
}

/**
 * Recall on LoCoMo through the API: one user a conversation, one conversation a session, one exchange a turn. For each
 * question the share of its evidence among the first k, mean over questions.
 */
export async function locomoRecall(origin: string, file: string): Promise<Figure[]> {
  if (!existsSync(file)) return [note("LoCoMo", `not measured: there is no ${file}`)];
  const tenant = await registerTenant(origin, "locomo");
  try {
    const measured = await Promise.all(loadLocomo(file).map((conversation) => measure(tenant, conversation)));
    return figures(measured.flat());
  } finally {
    await tenant.close();
  }
}

async function measure(tenant: Tenant, { turns, questions }: LocomoConversation): Promise<Measured[]> {
  const userId = await createUser(tenant);
  const ids = await ingest(tenant, userId, turns);
  await tenant.post("/memory/flush", { user_id: userId });
  const limit = pLimit(questionsAtOnce);
  return limit.map(questions, async ({ text, category, evidence }) => {
    const { memories } = await tenant.post<{ memories: { interaction_id: string }[] }>("/memory/query", {
      user_id: userId,
      query: text,
      limit: Math.max(...ks),
    });
    const places = evidence.map((turn) =>
      memories.findIndex(({ interaction_id }) => interaction_id === ids[turn]),
    );
    const among = (k: number) => places.filter((place) => place >= 0 && place < k).length;
    return { category, recall: ks.map((k) => among(k) / evidence.length) };
  });
}

/** Ingests in chronological order and returns the ids. */
async function ingest(tenant: Tenant, userId: string, turns: readonly LocomoTurn[]): Promise<string[]> {
  const sessions = new Map<number, string>();
  const ids: string[] = [];
  for (const { speaker, text, caption, session, time } of turns) {
    const conversationId = sessions.get(session) ?? (await createConversation(tenant, userId));
    sessions.set(session, conversationId);
    const { interaction_id } = await tenant.post<{ interaction_id: string }>("/memory/ingest", {
      user_id: userId,
      conversation_id: conversationId,
      user_message: `${speaker}: ${text}${caption ? ` [shares a picture: ${caption}]` : ""}`,
      agent_response: "",
      timestamp: new Date(time).toISOString(),
    });
    ids.push(interaction_id);
  }
  return ids;
}

function figures(measured: readonly Measured[]): Figure[] {
  const of = (category: number) => measured.filter((one) => one.category === category);
  const overall = ks.map((k, i) => {
    const value = mean(measured, i);
    return figure(`LoCoMo recall@${k}`, value.toFixed(1), value, { atLeast: recallMin[k] });
  });
  const multiHop = mean(of(1), ks.indexOf(10));
  const each = Object.entries(categories).map(([category, name]) => {
    const those = of(Number(category));
    const values = ks.map((_, i) => mean(those, i).toFixed(1));
    return note(`  ${name}`, `${values.join(" / ")} (${those.length} questions)`);
  });
  return [
    ...overall,
    figure("LoCoMo multi-hop recall@10", multiHop.toFixed(1), multiHop, { atLeast: multiHopAt10Min }),
    note("  by category, recall@5 / 10 / 25 / 50", `all ${measured.length} questions`),
    ...each,
  ];
}

const mean = (measured: readonly Measured[], i: number) =>
  (100 * measured.reduce((sum, { recall }) => sum + (recall[i] as number), 0)) / measured.length;
