import type { Posting } from "../index/posting-blocks.ts";
import { languageOfExchange, wordTerm } from "../terms/exchange-terms.ts";
import type { History } from "./history.ts";
import { placeIn } from "./place-in.ts";
import type { Query } from "./query.ts";

/**
 * How many of the query's pairs of words an exchange may have at most, both sides together: a side without one of two words
 * has no such pair. Infinity where the index can't tell: it has the words of the query's language only in exchanges of that
 * language.
 */
export function adjacentBound(
  history: History,
  postings: ReadonlyMap<string, Posting>,
  { pairs, language }: Query,
): (ordinal: number, sides: readonly string[]) => number {
  const of = (stem: string) => postings.get(wordTerm(stem));
  const wanted = pairs.map(({ first, second }) => [of(first), of(second)] as const);
  return (ordinal, [user = "", agent = ""]) => {
    const isKnown =
      language === "en" &&
      user.length + agent.length >= charactersMin &&
      stemsOf(history, ordinal) <= stemsMax &&
      languageOfExchange(user, agent) === language;
    if (!isKnown) return Number.POSITIVE_INFINITY;
    return wanted.reduce((sum, [first, second]) => sum + sidesWithBoth(first, second, ordinal), 0);
  };
}

const stemsOf = ({ userLength, agentLength }: History, ordinal: number): number =>
  (userLength[ordinal] ?? 0) + (agentLength[ordinal] ?? 0);

function sidesWithBoth(first: Posting | undefined, second: Posting | undefined, ordinal: number): number {
  const [one, other] = [placeIn(first?.ordinals, ordinal), placeIn(second?.ordinals, ordinal)];
  if (one < 0 || other < 0) return 0;
  const ofUser = first?.user[one] && second?.user[other];
  const ofAgent = first?.agent?.[one] && second?.agent?.[other];
  return Number(Boolean(ofUser)) + Number(Boolean(ofAgent));
}

// A shorter text is read as fast.
const charactersMin = 1_000;
// Longer exchanges have some words that are not in the index (`termsMax`).
const stemsMax = 1_500;
