import { cuesOf } from "./cues.ts";
import { leadingSpeaker } from "./speaker.ts";
import { opening, stems, topics, words } from "./tokenise.ts";

/** What ingest stores of one exchange for search. Terms are to be hashed; counts are per side, at most 255. */
export interface ExchangeTerms {
  terms: Map<string, { user: number; agent: number }>;
  /** How many stems each side said, at most 65,535: the lengths that BM25 divides by. */
  length: { user: number; agent: number };
  /** Bits of `Cue`. */
  cues: number;
}

/**
 * The search terms of one exchange. Kinds, by first letter: `w` stem, `o` opening letters, `t` topic,
 * `s` speaker. A speaker is what stands before a leading colon ("Ann: …"), or what the caller read from metadata.
 */
export function exchangeTerms(userMessage: string, agentResponse = "", speaker?: string): ExchangeTerms {
  const terms: ExchangeTerms["terms"] = new Map();
  const length = { user: 0, agent: 0 };
  for (const [side, text] of [
    ["user", userMessage],
    ["agent", agentResponse],
  ] as const) {
    const add = (term: string) => {
      const count = terms.get(term) ?? { user: 0, agent: 0 };
      count[side] = Math.min(255, count[side] + 1);
      terms.set(term, count);
    };
    const said = leadingSpeaker(text);
    for (const name of new Set(words(said?.name ?? (side === "user" ? (speaker ?? "") : ""))))
      add(speakerTerm(name));
    const prefix = said ? stems(said.name) : [];
    const body = stems(said ? said.rest : text);
    for (const stem of [...prefix, ...body]) {
      add(wordTerm(stem));
      for (const { topic } of topics(stem)) add(topicTerm(topic));
    }
    for (const open of new Set([...prefix, ...body].flatMap((stem) => opening(stem) ?? [])))
      add(openingTerm(open));
    length[side] = Math.min(65_535, prefix.length + body.length);
  }
  return { terms, length, cues: cuesOf(userMessage, agentResponse) };
}

export const wordTerm = (stem: string) => `w ${stem}`;
export const openingTerm = (letters: string) => `o ${letters}`;
export const topicTerm = (topic: string) => `t ${topic}`;
export const speakerTerm = (name: string) => `s ${name}`;
