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
  const length = {
    user: addSide(terms, "user", userMessage, speaker),
    agent: addSide(terms, "agent", agentResponse),
  };
  return { terms, length, cues: cuesOf(userMessage, agentResponse) };
}

/** Adds the terms of one side; returns how many stems it said. */
function addSide(terms: ExchangeTerms["terms"], side: "user" | "agent", text: string, speaker = ""): number {
  const add = (term: string) => {
    const count = terms.get(term) ?? { user: 0, agent: 0 };
    count[side] = Math.min(255, count[side] + 1);
    terms.set(term, count);
  };
  const prefixed = leadingSpeaker(text);
  for (const name of new Set(words(prefixed?.name ?? speaker))) add(speakerTerm(name));
  const said = [...(prefixed ? stems(prefixed.name) : []), ...stems(prefixed?.rest ?? text)];
  for (const stem of said) {
    add(wordTerm(stem));
    for (const { topic } of topics(stem)) add(topicTerm(topic));
  }
  for (const open of new Set(said.flatMap((stem) => opening(stem) ?? []))) add(openingTerm(open));
  return Math.min(65_535, said.length);
}

export const wordTerm = (stem: string) => `w ${stem}`;
export const openingTerm = (letters: string) => `o ${letters}`;
export const topicTerm = (topic: string) => `t ${topic}`;
export const speakerTerm = (name: string) => `s ${name}`;
