import type { Posting } from "../index/posting-blocks.ts";
import { Cue, namesIn, userNamesIn } from "../terms/cues.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { dateSpans, type Span } from "./dates.ts";
import { conversationLayout, type History, type Layout } from "./history.ts";
import { idf, matchWords } from "./match-words.ts";
import { placeIn } from "./place-in.ts";
import type { Query } from "./query.ts";
import { openScratch, type Scratch } from "./scratch.ts";
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
 *     score = words (0 to 1) + session + date + cues + person, then + embedding (`fuse`) + adjacent words (`preferAdjacent`)
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
  const dated = matchDates(history, query, { now, zone }, weights);
  const spoken = ofOneSpeaker(named);

  const exchangeMax = greatest(exchanges, eligible);
  const sessionMax = greatest(sessions);
  const share = (value: number | undefined, max: number) => (max > 0 ? (value ?? 0) / max : 0);
  const scores = scratch.scores.fill(Number.NEGATIVE_INFINITY);
  const cuesOf = cueScores(query, weights);
  for (let i = 0; i < history.count; i++) {
    const words = share(exchanges[i], exchangeMax);
    const session = share(sessions[layout.session[i] ?? 0], sessionMax);
    const date = dated?.[i] ?? 0;
    if ((words === 0 && session === 0 && date === 0) || (eligible && !eligible(i))) continue;
    scores[i] =
      words + weights.session * session + date + cuesOf(history.cues[i] ?? 0, layout.complete[i] ?? 0);
  }
  if (spoken) for (const i of iterate(spoken.ordinals)) scores[i] = (scores[i] ?? 0) + weights.person;

  const asked = query.wanted.flatMap(({ terms }) => terms.flatMap(({ term }) => postings.get(term) ?? []));
  return best(scores, limit).map((ordinal) => {
    const matched: Reason[] = [];
    if (asked.some(({ ordinals }) => placeIn(ordinals, ordinal) >= 0)) matched.push("terms");
    else if (exchanges[ordinal]) matched.push("neighbour");
    if (matched.length === 0 && sessions[layout.session[ordinal] ?? 0]) matched.push("session");
    if (dated?.[ordinal]) matched.push("date");
    if (spoken && placeIn(spoken.ordinals, ordinal) >= 0) matched.push("person");
    return { ordinal, score: scores[ordinal] ?? 0, matched };
  });
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

// In a memory of four exchanges a day is as telling as in a large one.
const exchangesMin = 1_000;

/** How well each exchange's time fits the times in the query. It counts more if fewer fit: a day beats a year. */
function matchDates(
  history: History,
  query: Query,
  asked: { now: number; zone: Zone },
  weights: Weights,
): Float32Array | undefined {
  const { count, time, held = count } = history;
  const spans = count > 0 ? spansOf(history, query, asked) : [];
  if (spans.length === 0) return undefined;
  const fits = new Float32Array(count);
  let fitting = 0;
  for (let i = 0; i < count; i++) {
    const at = time[i] ?? 0;
    let fit = 0;
    for (const span of spans) fit = Math.max(fit, fitOf(at, span, weights));
    fits[i] = fit;
    if (fit > 0) fitting++;
  }
  const relative = spans.every((span) => span.relative);
  const all = relative ? Math.max(held, exchangesMin) : held;
  const weight = relative ? weights.relativeDate : weights.date;
  const rarity = (weight * idf(all, fitting)) / Math.log(all + 1);
  return fits.map((fit) => fit * rarity);
}

/** The spans of time that the query names, in UTC. */
function spansOf({ time, count }: History, query: Query, { now, zone }: { now: number; zone: Zone }): Span[] {
  const { first, last } = extentOf(time, count);
  const local = { now: zone.toLocal(now), first: zone.toLocal(first), last: zone.toLocal(last) };
  return dateSpans(query.text, local).map(({ from, to, ...span }) => ({
    ...span,
    from: zone.toUtc(from),
    to: zone.toUtc(to),
  }));
}

/** The times of the oldest and the newest exchange. */
function extentOf(time: ArrayLike<number>, count: number): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    first = Math.min(first, time[i] ?? first);
    last = Math.max(last, time[i] ?? last);
  }
  return { first, last };
}

/** How well a time fits a span: 1 within it, less shortly after it, otherwise 0. */
function fitOf(at: number, { from, to, relative }: Span, weights: Weights): number {
  if (at < from) return 0;
  if (at < to) return 1;
  if (at >= to + weights.soonAfterDays * 86_400_000) return 0;
  return relative ? weights.soonAfterRelative : weights.soonAfter;
}

/** `cueScore` for one query. Computes it once for each combination of cues, of which a history has few. */
function cueScores(query: Query, weights: Weights): (cues: number, complete: number) => number {
  const known: number[] = [];
  return (cues, complete) => {
    const key = 2 * cues + complete;
    known[key] ??= cueScore(cues, complete === 1, query, weights);
    return known[key];
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

/** The ordinals of the `limit` highest scores, highest first. Of equal scores the newer comes first. */
function best(scores: Float64Array, limit: number): number[] {
  const top: number[] = [];
  let bar = Number.NEGATIVE_INFINITY;
  // Few scores are higher once `limit` are found, so insertion is cheaper than sorting all.
  for (let i = scores.length - 1; i >= 0; i--) {
    const score = scores[i] ?? Number.NEGATIVE_INFINITY;
    if (!(score > bar)) continue;
    top.splice(placeFor(score, top, scores), 0, i);
    if (top.length > limit) top.pop();
    if (top.length === limit) bar = scores[top.at(-1) ?? 0] ?? 0;
  }
  return top;
}

/** The position of a score in `top`: after all that are at least as high. */
function placeFor(score: number, top: readonly number[], scores: Float64Array): number {
  let [low, high] = [0, top.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scores[top[middle] ?? 0] ?? 0) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* iterate(list: ArrayLike<number>) {
  for (let k = 0; k < list.length; k++) yield list[k] ?? 0;
}
