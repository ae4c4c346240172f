import { wantedBy } from "../terms/cues.ts";
import { openingTerm, speakerTerm, topicTerm, wordTerm } from "../terms/exchange-terms.ts";
import { opening, stems, topics, words } from "../terms/tokenise.ts";

/** A query as the ranking reads it. `lookups` lists every term whose posting is wanted; the rest refers to them. */
export interface Query {
  text: string;
  /** One entry for each distinct word: the terms that stand for it, best first (the word itself). */
  wanted: { stem: string; terms: StandIn[] }[];
  /** Words that stand side by side, for the second pass. */
  pairs: { first: string; second: string }[];
  /** Terms of speakers that the query may name. */
  speakers: { stem: string; term: string }[];
  answer: { time: boolean; number: boolean; name: boolean };
  /** Whose words count in full: "I" asks for what the user said, "you" for what the agent said. */
  side: "user" | "agent" | "both";
  lookups: string[];
}
/** What a term is to the word of the query: itself, its family by opening letters, a topic it belongs to or names ("pet"). */
export interface StandIn {
  term: string;
  as: "word" | "family" | "topic" | "namedTopic";
}

// A query longer than this is a pasted text: its first words are read.
const WORDS_MAX = 64;

/** Reads a question: pure, no storage. */
export function readQuery(text: string): Query {
  const said = stems(text).slice(0, WORDS_MAX);
  const wanted = [...new Set(said)].map((stem) => {
    const open = opening(stem);
    const terms: StandIn[] = [{ term: wordTerm(stem), as: "word" }];
    for (const { topic, names } of topics(stem))
      terms.push({ term: topicTerm(topic), as: names ? "namedTopic" : "topic" });
    if (open) terms.push({ term: openingTerm(open), as: "family" });
    return { stem, terms };
  });
  const pairs = said.slice(1).map((second, i) => ({ first: said[i] ?? "", second }));
  const speakers = [...new Set(words(text).slice(0, 2 * WORDS_MAX))].flatMap((word) =>
    stems(word).map((stem) => ({ stem, term: speakerTerm(word) })),
  );
  const lookups = new Set([
    ...wanted.flatMap(({ terms }) => terms.map(({ term }) => term)),
    ...speakers.map(({ term }) => term),
  ]);
  return { text, wanted, pairs, speakers, answer: wantedBy(text), side: sideOf(text), lookups: [...lookups] };
}

function sideOf(text: string): Query["side"] {
  const user = /\b(i|my|me|mine|the user)\b/i.test(text);
  const agent = /\b(you|your|yours|the (assistant|agent))\b/i.test(text);
  return user === agent ? "both" : user ? "user" : "agent";
}
