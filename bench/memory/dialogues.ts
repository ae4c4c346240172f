import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Chats } from "./chats.ts";

export const folders = {
  first: "languages",
  second: "languages/second",
  third: "languages/third",
  fourth: "languages/fourth",
  fifth: "languages/fifth",
};
export type DialogueSet = keyof typeof folders;
const dayMs = 24 * 60 * 60 * 1000;
const firstDay = Date.parse("2026-01-05T10:00:00Z");

/**
 * The committed dialogues: one memory for each language (ISO 639-1), one question for each dialogue. `en.txt` has the form. Each
 * set after the first was written when the code was done with the sets before.
 */
export function dialogues(which: DialogueSet = "first"): { language: string; chats: Chats }[] {
  const folder = join(import.meta.dirname, folders[which]);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => ({
      language: basename(file, ".txt"),
      chats: read(readFileSync(join(folder, file), "utf8")),
    }));
}

function read(text: string): Chats {
  const chats: Chats = { exchanges: [], questions: [] };
  let answer = 0;
  text.split("\n\n").forEach((dialogue, session) => {
    for (const [, kind, said = ""] of dialogue.matchAll(/^([*?-]) (.*)$/gm)) {
      if (kind === "?") {
        chats.questions.push({ text: said, category: "all", evidence: [answer] });
        continue;
      }
      const [user = "", agent = ""] = said.split(" / ");
      if (kind === "*") answer = chats.exchanges.length;
      const time = firstDay + chats.exchanges.length * dayMs;
      chats.exchanges.push({ session, user, agent, time });
    }
  });
  return chats;
}
