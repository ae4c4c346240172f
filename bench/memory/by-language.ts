import { type Figure, figure, note } from "../report.ts";
import { registerTenant } from "./client.ts";
import { type DialogueSet, dialogues, folders } from "./dialogues.ts";
import { mean, measure } from "./measuring.ts";

const goal = 90;

/** Recall@3 of the committed dialogues, by language, with plain BM25 beside. */
export async function recallByLanguage(origin: string): Promise<Figure[]> {
  const tenant = await registerTenant(origin, "languages");
  try {
    const figures: Figure[] = [];
    for (const which of Object.keys(folders) as DialogueSet[]) {
      const found: { language: string; ours: number; byWords: number }[] = [];
      for (const { language, chats } of dialogues(which)) {
        const { results } = await measure(tenant, chats);
        found.push({ language, ours: mean(results, "recall", 3), byWords: mean(results, "byWords", 3) });
      }
      const meanOf = (what: "ours" | "byWords") =>
        found.reduce((sum, one) => sum + one[what], 0) / found.length;
      const least = Math.min(...found.map(({ ours }) => ours));
      figures.push(
        figure(
          `${found.length} languages, ${which} dialogues, recall@3`,
          `${meanOf("ours").toFixed(1)} (BM25 ${meanOf("byWords").toFixed(1)})`,
          meanOf("ours"),
          { atLeast: goal },
        ),
        // Each has nine questions: one more or less is eleven points.
        figure("  of the weakest language", least.toFixed(1), least, { atLeast: 88 }),
        note("  by language", found.map(({ language, ours }) => `${language} ${ours.toFixed(0)}`).join(" ")),
      );
    }
    return figures;
  } finally {
    await tenant.close();
  }
}
