import type { Posting } from "../index/posting-blocks.ts";
import { CUES_END, Cue, namesIn, userNamesIn } from "../terms/cues.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { conversationLayout, type History, type Layout } from "./history.ts";
import { matchDates } from "./match-dates.ts";
import { matchWords } from "./match-words.ts";
import { placeIn } from "./place-in.ts";
import type { Query } from "./query.ts";
import { openScratch, type Scratch } from "./scratch.ts";
import { sessionOpenings } from "./session-openings.ts";
import { Top } from "./top.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

export type Reason = "terms" | "neighbour" | "session" | "date" | "person";
export interface Ranked {
  ordinal: number;
  /** About 1 for the best match by words, more with other reasons. Comparable only within one answer. */
  score: number;
  matched: Reason[];
}

export interface RankOptions {
  limit: number;
  /** The time of the query, for words such as "yesterday". */
  now: number;
  /** Limits the results, for example to a conversation or a time. All exchanges if absent. */
  eligible?: (ordinal: number) => boolean;
  weights?: Weights;
  /** The asker's time zone. UTC if absent. */
  zone?: Zone;
  /** The layout of the history, if the caller has it already. */
  layout?: Layout;
  /** Arrays to use again. New ones if absent. */
  scratch?: Scratch;
}

/**
 * The exchanges of one user that best match a query, best first. `postings` has an entry for each of `query.lookups` that
 * occurs, by name and not by hash. Exchanges without any match are left out.
 *
 *     score = words (0 to 1) + session + date + cues + opening + person, then + embedding (`fuse`) + adjacent words (`preferAdjacent`)
 *
 * `matched` names what found a hit: `session` only if no words did, and neither cues nor adjacent words, which only move a
 * hit up or down. To see how much a part counted, rank again with its weight at 0, as in `rank.test.ts`.
 */
export function rank(
  history: History,
  postings: ReadonlyMap<string, Posting>,
  query: Query,
  {
    limit,
    now,
    eligible,
    weights = WEIGHTS,
    layout = conversationLayout(history),
    zone = UTC,
    ...options
  }: RankOptions,
): Ranked[] {
  const scratch = (options.scratch ?? openScratch())(history.count, layout.sessionLengths.length);
  const named = namedSpeakers(query, postings);
  const names = new Set(named.map(({ stem }) => stem));
  const { exchanges, sessions } = matchWords(history, layout, postings, query, names, weights, scratch);
  const dated = matchDates(history, layout, query, { now, zone }, weights, scratch.dates);
  const spoken = ofOneSpeaker(named);
  const openings = query.answer.survey ? sessionOpenings(layout, scratch.openings) : undefined;

  const top = new Top(limit);
  addScores(top, { history, layout, exchanges, sessions, dated, openings, spoken, query, weights, eligible });

  const asked = query.wanted.flatMap(({ terms }) => terms.flatMap(({ term }) => postings.get(term) ?? []));
  return top.found.map(({ ordinal, score }) => {
    const matched: Reason[] = [];
    if (asked.some(({ ordinals }) => placeIn(ordinals, ordinal) >= 0)) matched.push("terms");
    else if (exchanges[ordinal]) matched.push("neighbour");
    if (matched.length === 0 && sessions[layout.session[ordinal] ?? 0]) matched.push("session");
    if (dated?.[ordinal]) matched.push("date");
    if (spoken && placeIn(spoken.ordinals, ordinal) >= 0) matched.push("person");
    return { ordinal, score, matched };
  });
}

interface Scoring {
  history: History;
  layout: Layout;
  exchanges: Float32Array;
  sessions: Float64Array;
  dated: Float32Array | undefined;
  openings: Float32Array | undefined;
  spoken: Posting | undefined;
  query: Query;
  weights: Weights;
  eligible: ((ordinal: number) => boolean) | undefined;
}

/** Adds the score of every exchange that matches, the newest first: of equal scores it comes first. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over all exchanges, the second loop of every query.
function addScores(top: Top, { history, layout, exchanges, sessions, ...parts }: Scoring): void {
  const { dated, openings, spoken, query, weights, eligible } = parts;
  const { cues } = history;
  const { session, complete } = layout;
  const exchangeMax = greatest(exchanges, eligible) || 1;
  const sessionMax = greatest(sessions) || 1;
  const scoreOf = cueScores(query, weights);
  let speaking = spoken ? spoken.ordinals.length - 1 : -1;
  // Exchanges of a session mostly follow each other.
  let [current, share] = [-1, 0];
  for (let i = history.count - 1; i >= 0; i--) {
    const s = session[i] ?? 0;
    if (s !== current) {
      current = s;
      share = (sessions[s] ?? 0) / sessionMax;
    }
    const words = exchanges[i] ?? 0;
    const date = dated?.[i] ?? 0;
    if ((words === 0 && share === 0 && date === 0) || (eligible && !eligible(i))) continue;
    let score =
      words / exchangeMax + weights.session * share + date + scoreOf(cues[i] ?? 0, complete[i] ?? 0);
    if (openings) score += weights.surveyOpening * (openings[i] ?? 0);
    if (spoken) {
      while (speaking >= 0 && (spoken.ordinals[speaking] ?? 0) > i) speaking--;
      if (speaking >= 0 && spoken.ordinals[speaking] === i) score += weights.person;
    }
    if (score > top.bar) top.add(i, score);
  }
}

/** The speakers whom the query names. A name that nobody has in this spelling may sound like one ("Mohammed", "Muhamad"). */
function namedSpeakers({ speakers }: Query, postings: ReadonlyMap<string, Posting>) {
  return speakers.flatMap(({ stem, term, sound }) => {
    const spoken = postings.get(term) ?? postings.get(sound ?? "");
    return spoken ? [{ stem, spoken }] : [];
  });
}

/** The exchanges of the only speaker whom the query names. All words of a full name ("Fahim Khan") have the same. */
function ofOneSpeaker(named: readonly { spoken: Posting }[]): Posting | undefined {
  const [first, ...others] = named.map(({ spoken }) => spoken);
  return first && others.every(({ ordinals }) => isSameList(ordinals, first.ordinals)) ? first : undefined;
}

function isSameList(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return false;
  return true;
}

/** `cueScore` for one query. Computes it once for each combination of cues, of which a history has few. */
function cueScores(query: Query, weights: Weights): (cues: number, complete: number) => number {
  const known = new Float64Array(2 * CUES_END).fill(Number.NaN);
  return (cues, complete) => {
    const key = 2 * cues + complete;
    const score = known[key] ?? Number.NaN;
    if (!Number.isNaN(score)) return score;
    const computed = cueScore(cues, complete === 1, query, weights);
    known[key] = computed;
    return computed;
  };
}

/**
 * The score of an exchange's cues: statements beat questions and reactions, the wanted kind of answer beats others, and what
 * a user told the agent to do or prefers beats what they talk about. A `complete` exchange may ask: its answer is in it.
 */
function cueScore(cues: number, complete: boolean, { answer }: Query, weights: Weights): number {
  let sum = (weights.names * namesIn(cues)) / 3 + askedScore(cues, answer, weights);
  if (cues & Cue.asks && !complete) sum += weights.asks;
  if (cues & Cue.reacts) sum += weights.reacts;
  if (answer.time && cues & Cue.time) sum += weights.answerKind;
  if (answer.number && cues & Cue.number) sum += weights.answerKind;
  if (answer.name && (cues & Cue.quotation || namesIn(cues) > 0)) sum += weights.answerKind;
  return sum;
}

/** A survey looks for what happened, which names tell of, and a task for how the user wants it. */
export function askedScore(
  cues: number,
  { advice, task, survey }: Query["answer"],
  weights: Weights,
): number {
  let sum = survey ? (weights.surveyNames * userNamesIn(cues)) / 3 : 0;
  if (cues & Cue.instructs && !survey) sum += task ? weights.instructsTask : weights.instructs;
  if (cues & Cue.prefers && advice && !survey) sum += task ? weights.prefersTask : weights.prefers;
  if (cues & Cue.replies) sum += weights.replies;
  return sum;
}

function greatest(values: Float32Array | Float64Array, eligible?: (i: number) => boolean): number {
  let max = 0;
  for (let i = 0; i < values.length; i++)
    if ((values[i] ?? 0) > max && (!eligible || eligible(i))) max = values[i] ?? 0;
  return max;
}
