import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Figure, figure, note } from "../report.ts";
import { recallByLanguage } from "./by-language.ts";
import { type Chats, locomoChats, readChats } from "./chats.ts";
import { registerTenant } from "./client.ts";
import { findingNothing, type ks, type Measured, mean, measure, minRelevance } from "./measuring.ts";
import { smallMemories } from "./small-memories.ts";

const printed = [5, 10, 25, 50] as const;

/** Goals of recall: by k, and at 10 of one category. */
type Goals = Partial<Record<(typeof ks)[number], number>> & { category?: [name: string, at10: number] };

/**
 * Recall through the API: one user a sample, one conversation a session. For each question the share of its evidence among
 * the first k, mean over questions, with plain BM25 beside. `folder` holds the sets of `chats.ts`.
 */
export async function recalling(origin: string, locomoFile: string, folder: string): Promise<Figure[]> {
  // What it was on 2026-11-28. It may not fall.
  const locomo = await recallOf(origin, "LoCoMo", locomoFile, locomoChats, {
    5: 78.35,
    10: 85.6,
    25: 91.4,
    50: 95.4,
    category: ["multi-hop", 46],
  });
  const sets: [name: string, file: string, goals: Goals][] = [
    ["REALTALK", "realtalk.dev.json.gz", { 10: 68, category: ["multi-hop", 50] }],
    ["BEAM 100K", "beam-100k.dev.json.gz", { 10: 62 }],
    ["BEAM 500K", "beam-500k.dev.json.gz", { 10: 57 }],
    ["BEAM 1M", "beam-1m.dev.json.gz", { 10: 42 }],
    ["LongMemEval-like sessions", "longmemeval.dev.json.gz", { 5: 94 }],
  ];
  const others: Figure[] = [];
  for (const [name, file, goals] of sets)
    others.push(...(await recallOf(origin, name, join(folder, file), readChats, goals)));
  const small = await smallMemories(origin, "REALTALK", join(folder, "realtalk.dev.json.gz"));
  return [...locomo, ...others, ...small, ...(await recallByLanguage(origin))];
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
      refused += await findingNothing(tenant, userId, others);
    }
    return [
      ...figures(name, measured, goals),
      ...figuresOfRelevance(name, measured, (100 * refused) / strangers),
    ];
  } finally {
    await tenant.close();
  }
}

/** What the suggested threshold costs and gains. The goals: two points of recall, and half of the strangers' questions. */
function figuresOfRelevance(name: string, measured: readonly Measured[], refused: number): Figure[] {
  const lost = mean(measured, "recall", 10) - mean(measured, "relevant", 10);
  const unanswerable = measured.filter(({ category }) => category === "adversarial");
  const nothing = (100 * unanswerable.filter((one) => one.nothing).length) / unanswerable.length;
  const share = { atLeast: 50, unit: " %" };
  return [
    figure(`${name} recall@10 lost at min_relevance ${minRelevance}`, lost.toFixed(1), lost, { below: 2 }),
    figure("  other people's questions that find nothing", `${refused.toFixed(0)} %`, refused, share),
    ...(unanswerable.length > 0
      ? [figure("  adversarial questions that find nothing", `${nothing.toFixed(0)} %`, nothing, share)]
      : []),
  ];
}

function figures(name: string, measured: readonly Measured[], goals: Goals): Figure[] {
  const overall = printed.map((k) => {
    const [ours, words] = [mean(measured, "recall", k), mean(measured, "byWords", k)];
    const text = `${ours.toFixed(1)} (BM25 ${words.toFixed(1)})`;
    return figure(`${name} recall@${k}`, text, ours, { atLeast: Math.max(words, goals[k] ?? 0) });
  });
  const categories = [...new Set(measured.map(({ category }) => category))].sort();
  const each = categories.map((category) => {
    const those = measured.filter((one) => one.category === category);
    const valuesOf = (what: "recall" | "byWords") =>
      printed.map((k) => mean(those, what, k).toFixed(1)).join(" / ");
    const text = `${valuesOf("recall")} (BM25 ${valuesOf("byWords")}; ${those.length} questions)`;
    if (goals.category?.[0] !== category) return note(`  ${category}`, text);
    return figure(`  ${category}, goal at 10`, text, mean(those, "recall", 10), {
      atLeast: goals.category[1],
    });
  });
  return [
    ...overall,
    note("  by category, recall@5 / 10 / 25 / 50", `all ${measured.length} questions`),
    ...each,
  ];
}
