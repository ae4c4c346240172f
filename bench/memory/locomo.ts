import { existsSync, readFileSync } from "node:fs";

/** LoCoMo conversations as the benchmarks use them. The file is measured with and never shipped (CC BY-NC 4.0). */
export interface LocomoConversation {
  name: string;
  turns: LocomoTurn[];
  questions: { text: string; category: number; evidence: number[] }[];
}
export interface LocomoTurn {
  id: string;
  session: number;
  speaker: string;
  text: string;
  caption: string;
  time: number;
}

/**
 * Evidence ids are read leniently, as evaluations usually do: "D8:6; D9:17" is two turns, "D:11:26" is D11:26. An id of no
 * turn ("D", "D10:19") is dropped, and a question without evidence (2 of 999, and those left with none) is not counted.
 */
export function loadLocomo(file: string): LocomoConversation[] {
  if (!existsSync(file))
    throw new Error(`LoCoMo is not at ${file}: give the path of dev.json as first argument.`);
  const samples = JSON.parse(readFileSync(file, "utf8")) as Sample[];
  return samples.map(({ sample_id, conversation, qa }) => {
    const turns = Object.keys(conversation)
      .flatMap((key) => Number(/^session_(\d+)$/.exec(key)?.[1] ?? []))
      .filter((session) => session > 0)
      .sort((a, b) => a - b)
      .flatMap((session) => {
        const start = timeOf(String(conversation[`session_${session}_date_time`]));
        return (conversation[`session_${session}`] as Turn[]).map((turn, i) => ({
          id: turn.dia_id,
          session,
          speaker: turn.speaker,
          text: turn.text,
          caption: turn.blip_caption ?? "",
          time: start + i * 1000,
        }));
      });
    const ordinals = new Map(turns.map(({ id }, ordinal) => [id, ordinal]));
    const questions = qa.flatMap(({ question, category, evidence }) => {
      const ids = evidence.flatMap((text) =>
        [...text.matchAll(/D:?(\d+):0*(\d+)/g)].map((id) => `D${id[1]}:${id[2]}`),
      );
      const found = [...new Set(ids.flatMap((id) => ordinals.get(id) ?? []))];
      return found.length > 0 ? [{ text: question, category, evidence: found }] : [];
    });
    return { name: sample_id, turns, questions };
  });
}

interface Sample {
  sample_id: string;
  conversation: Record<string, string | Turn[]>;
  qa: { question: string; category: number; evidence: string[] }[];
}
interface Turn {
  dia_id: string;
  speaker: string;
  text: string;
  blip_caption?: string;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** "1:56 pm on 8 May, 2023" → milliseconds. */
function timeOf(text: string): number {
  const [, hour, minute, half, day, month, year] =
    /(\d+):(\d+) (am|pm) on (\d+) (\w+), (\d+)/.exec(text) ?? [];
  const hours = (Number(hour) % 12) + (half === "pm" ? 12 : 0);
  return Date.UTC(Number(year), MONTHS.indexOf(month ?? ""), Number(day), hours, Number(minute));
}
