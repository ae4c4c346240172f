import { atOnce, type Steps } from "../../../platform/in-slices.ts";
import type { Metadata } from "../users/user.ts";
import { cuesOf } from "./cues.ts";
import { languageOf } from "./languages/language.ts";
import type { Language } from "./languages/stop-words.ts";
import { metadataTerms } from "./metadata-terms.ts";
import { pieces } from "./pieces.ts";
import { leadingSpeaker, soundOf } from "./speaker.ts";
import { opening, topics, words } from "./tokenise.ts";
import { type Token, tokens } from "./tokens.ts";

/** The search data of one exchange. Hash the terms before storage. Counts are per side, at most 255. */
export interface ExchangeTerms {
  terms: Map<string, { user: number; agent: number }>;
  /** The number of stems of each side, at most 65,535: the document lengths of BM25. */
  length: { user: number; agent: number };
  /** Bits of `Cue`. */
  cues: number;
}

/**
 * The search terms of one exchange. The first letter is the kind: `w` stem, `o` opening letters, `t` topic, `s` speaker, `n` sound of
 * a speaker's name. A
 * speaker is the name before a leading colon ("Ann: …"), or `speaker`, which the caller reads from metadata.
 */
export function exchangeTerms(userMessage: string, agentResponse = "", speaker?: string): ExchangeTerms {
  return atOnce(readExchange(userMessage, agentResponse, speaker));
}

// Limits what a search reads of exchanges that are not in blocks yet. Ten pages of English have about 2,000.
const termsMax = 20_000;
const languageReadMax = 300;

/** The same, as a generator that yields between steps. */
export function* readExchange(
  userMessage: string,
  agentResponse: string,
  speaker?: string,
  metadata: Metadata = {},
): Steps<ExchangeTerms> {
  // Metadata comes first, so that a long text leaves room for it.
  const terms: ExchangeTerms["terms"] = new Map(
    metadataTerms(metadata).map((term) => [term, { user: 1, agent: 0 }]),
  );
  const language = languageOfExchange(userMessage, agentResponse);
  const length = {
    user: yield* addSide(terms, "user", userMessage, language, speaker),
    agent: yield* addSide(terms, "agent", agentResponse, language),
  };
  return { terms, length, cues: cuesOf(userMessage, agentResponse) };
}

export const languageOfExchange = (userMessage: string, agentResponse: string): Language =>
  languageOf(`${userMessage.slice(0, languageReadMax)}\n${agentResponse.slice(0, languageReadMax)}`);

/** Adds the terms of one side. Returns its number of stems. */
function* addSide(
  terms: ExchangeTerms["terms"],
  side: "user" | "agent",
  text: string,
  language: Language,
  speaker = "",
): Steps<number> {
  const add = (term: string) => {
    const count = terms.get(term) ?? { user: 0, agent: 0 };
    if (terms.size >= termsMax && !terms.has(term)) return;
    count[side] = Math.min(255, count[side] + 1);
    terms.set(term, count);
  };
  const prefixed = leadingSpeaker(text);
  for (const term of speakerTerms(prefixed?.name ?? speaker)) add(term);
  const opened = new Set<string>();
  let said = 0;
  for (const piece of [prefixed?.name ?? "", ...pieces(prefixed?.rest ?? text)]) {
    for (const token of tokens(piece, language)) {
      said++;
      for (const term of termsOf(token)) add(term);
      const open = opening(token.stem);
      if (open === undefined || opened.has(open)) continue;
      opened.add(open);
      add(openingTerm(open));
    }
    yield;
  }
  return Math.min(65_535, said);
}

/** The terms of a word, without its opening. */
function termsOf({ stem, exact, also, parts }: Token): string[] {
  const terms = [wordTerm(stem)];
  if (exact !== undefined) terms.push(wordTerm(exact));
  for (const word of also) terms.push(wordTerm(word));
  for (const part of parts) terms.push(wordTerm(part));
  for (const { topic } of topics(stem)) terms.push(topicTerm(topic));
  return terms;
}

/** The terms of a speaker's name. */
function speakerTerms(name: string): Set<string> {
  return new Set(
    words(name).flatMap((word) => {
      const sound = soundOf(word);
      return sound === undefined ? [speakerTerm(word)] : [speakerTerm(word), soundTerm(sound)];
    }),
  );
}

export const wordTerm = (stem: string) => `w ${stem}`;
export const openingTerm = (letters: string) => `o ${letters}`;
export const topicTerm = (topic: string) => `t ${topic}`;
export const speakerTerm = (name: string) => `s ${name}`;
export const soundTerm = (sound: string) => `n ${sound}`;
