import { existsSync } from "node:fs";
import { type Figure, figure, note } from "../report.ts";
import { type Chats, readChats } from "./chats.ts";
import { registerTenant } from "./client.ts";
import { findingNothing, type Measured, mean, measure, minRelevance } from "./measuring.ts";

const sizes = [4, 10, 30] as const;
const memoriesEach = 8;

/**
 * What `min_relevance` costs and gains in memories of few exchanges: parts of the chats, asked the questions that they answer and those
 * of other people.
 */
export async function smallMemories(origin: string, name: string, file: string): Promise<Figure[]> {
  if (!existsSync(file)) return [note(`${name}, small memories`, `not measured: there is no ${file}`)];
  const tenant = await registerTenant(origin, `small-${name.toLowerCase().replaceAll(" ", "-")}`);
  try {
    const samples = readChats(file);
    const figures: Figure[] = [];
    for (const size of sizes) {
      const measured: Measured[] = [];
      let [strangers, refused] = [0, 0];
      for (const [i, chats] of samples.entries()) {
        const others = samples[(i + 1) % samples.length]?.questions ?? [];
        for (const [place, part] of partsOf(chats, size).entries()) {
          const { userId, results } = await measure(tenant, part);
          measured.push(...results);
          const asked = others.filter((_, at) => at % memoriesEach === place);
          strangers += asked.length;
          refused += await findingNothing(tenant, userId, asked);
        }
      }
      const lost = mean(measured, "recall", 10) - mean(measured, "relevant", 10);
      const share = (100 * refused) / strangers;
      figures.push(
        figure(
          `${name}, memories of ${size}: recall@10 lost at min_relevance ${minRelevance}`,
          `${lost.toFixed(1)} of ${mean(measured, "recall", 10).toFixed(1)} (${measured.length} questions)`,
          lost,
          { below: 2 },
        ),
        figure("  other people's questions that find nothing", `${share.toFixed(0)} %`, share, {
          atLeast: 50,
          unit: " %",
        }),
      );
    }
    return figures;
  } finally {
    await tenant.close();
  }
}

/** Parts of `size` exchanges at even distances, each with the questions that it answers in full. */
function partsOf({ exchanges, questions }: Chats, size: number): Chats[] {
  return Array.from({ length: memoriesEach }, (_, i) => {
    const from = Math.floor((i * Math.max(0, exchanges.length - size)) / memoriesEach);
    return {
      exchanges: exchanges.slice(from, from + size),
      questions: questions
        .map((one) => ({ ...one, evidence: one.evidence.map((place) => place - from) }))
        .filter(({ evidence }) => evidence.every((place) => place >= 0 && place < size)),
    };
  });
}
