import { type WantedAnswer, wantedBy } from "../terms/cues.ts";
import { openingTerm, soundTerm, speakerTerm, topicTerm, wordTerm } from "../terms/exchange-terms.ts";
import { languageOfQuestion } from "../terms/languages/language.ts";
import type { Language } from "../terms/languages/stop-words.ts";
import { soundOf } from "../terms/speaker.ts";
import { opening, topics, words } from "../terms/tokenise.ts";
import { type Token, tokens } from "../terms/tokens.ts";
import { withoutFrame } from "./frame.ts";

/** A parsed query. `lookups` lists every term whose posting is needed; the other fields refer to them. */
export interface Query {
  text: string;
  language: Language;
  /** One entry for each distinct word: the terms that match it, best first (the word itself). */
  wanted: { stem: string; terms: QueryTerm[] }[];
  /** Adjacent words, for the second pass. */
  pairs: { first: string; second: string }[];
  /** Speakers that the query may mention: the term of the name, and of its sound. */
  speakers: { stem: string; term: string; sound: string | undefined }[];
  answer: WantedAnswer;
  /** The side whose words count in full: "I" asks for the user's words, "you" for the agent's. */
  side: "user" | "agent" | "both";
  lookups: string[];
}
/** A term that matches a word of the query: the word, its first letters, or a topic that it belongs to or names ("pet"). */
export interface QueryTerm {
  term: string;
  as: "word" | "family" | "topic" | "namedTopic";
}

// A longer query is pasted text. Only its first words are read.
const WORDS_MAX = 64;
// A compound may have thirty parts.
const PARTED_MAX = 20;

/** Parses a question. Does not read storage. */
export function readQuery(text: string): Query {
  const language = languageOfQuestion(text);
  const asked = tokens(withoutFrame(text), language);
  const said = (asked.length > 0 ? asked : tokens(text, language)).slice(0, WORDS_MAX);
  const byStem = new Map(said.map((token) => [token.stem, token]));
  const wanted = [...byStem.values()].map((token, i) => ({
    stem: token.stem,
    terms: termsOf(i < PARTED_MAX ? token : { ...token, askedParts: [] }),
  }));
  const pairs = said.slice(1).map(({ stem }, i) => ({ first: said[i]?.stem ?? "", second: stem }));
  const speakers = [...new Set(words(text).slice(0, 2 * WORDS_MAX))].flatMap((word) =>
    tokens(word, language).map(({ stem }) => ({ stem, term: speakerTerm(word), sound: soundTermOf(word) })),
  );
  const lookups = new Set([
    ...wanted.flatMap(({ terms }) => terms.map(({ term }) => term)),
    ...speakers.flatMap(({ term, sound }) => (sound === undefined ? [term] : [term, sound])),
  ]);
  return {
    text,
    language,
    wanted,
    pairs,
    speakers,
    answer: wantedBy(text),
    side: sideOf(text),
    lookups: [...lookups],
  };
}

/** The terms that match a word. */
function termsOf({ stem, exact, also, askedParts: parts }: Token): QueryTerm[] {
  const open = opening(stem);
  const askedParts = exact === undefined ? parts : [stem, ...parts];
  return [
    ...[exact ?? stem, ...also].map((word): QueryTerm => ({ term: wordTerm(word), as: "word" })),
    ...topics(stem).map(
      ({ topic, names }): QueryTerm => ({ term: topicTerm(topic), as: names ? "namedTopic" : "topic" }),
    ),
    ...askedParts.map((part): QueryTerm => ({ term: wordTerm(part), as: "family" })),
    ...(open ? [{ term: openingTerm(open), as: "family" } as const] : []),
  ];
}

function soundTermOf(word: string): string | undefined {
  const sound = soundOf(word);
  return sound === undefined ? undefined : soundTerm(sound);
}

function sideOf(text: string): Query["side"] {
  const user = /\b(i|my|me|mine|the user)\b/i.test(text);
  const agent = /\b(you|your|yours|the (assistant|agent))\b/i.test(text);
  return user === agent ? "both" : user ? "user" : "agent";
}
