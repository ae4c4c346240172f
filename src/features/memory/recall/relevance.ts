import type { Posting } from "../index/posting-blocks.ts";
import { stemOf } from "../terms/tokenise.ts";
import type { History, Layout } from "./history.ts";
import { idf } from "./match-words.ts";
import { placeIn } from "./place-in.ts";
import type { Query, QueryTerm } from "./query.ts";
import { askedScore, type Reason } from "./rank.ts";
import { sessionOpenings } from "./session-openings.ts";
import { WEIGHTS } from "./weights.ts";

interface Hit {
  ordinal: number;
  score: number;
  matched: readonly (Reason | "embedding")[];
}

/**
 * A relevance of 0 to 1 for each hit of one answer, best hits first. The first factor estimates whether the memory has an
 * answer at all, from how much of the query its best hits cover. It is a logistic regression on questions half of which were asked of another
 * memory. The second factor, 0.5 to 1, ranks the hits. Both read words only: a paraphrase without them is rated low.
 */
export function relevances(
  history: History,
  layout: Layout,
  postings: ReadonlyMap<string, Posting>,
  query: Query,
  found: readonly Hit[],
): number[] {
  const [best] = found;
  if (!best) return [];
  const answered = probability(answerFeatures(history, layout, postings, query, found.slice(0, READ_MAX)));
  return found.map(
    ({ score }) => answered * (best.score > 0 ? 0.5 + (0.5 * Math.max(0, score)) / best.score : 1),
  );
}

interface AnswerFeatures {
  /** The greatest share of the query's words in what the asked side says in one hit. */
  said: number;
  /** The same in a hit with its neighbours, whichever side says it. */
  around: number;
  /** Of the best hit, without what instructions, preferences and names add: they rank high for tasks or surveys of any kind. */
  score: number;
  person: number;
  /** The share of exchanges in which an agent speaks, too: its long answers have words of many questions. */
  agent: number;
  /** 0 to 1: how small the memory is. */
  small: number;
  /** The product of both. */
  smallOfAgent: number;
}

/** Fitted on development conversations, see `docs/decisions/0043-relevance.md`. */
const COEFFICIENTS: AnswerFeatures = {
  said: 5,
  around: 3.9,
  score: 3.2,
  person: 3.4,
  agent: -0.4,
  small: 5,
  smallOfAgent: -2.2,
};
const INTERCEPT = -9.7;

function probability(features: AnswerFeatures): number {
  const names = Object.keys(COEFFICIENTS) as (keyof AnswerFeatures)[];
  return (
    1 / (1 + Math.exp(-names.reduce((sum, name) => sum + COEFFICIENTS[name] * features[name], INTERCEPT)))
  );
}

// The best hits decide. Further ones cover no more.
const READ_MAX = 20;
const neighboursRead = 2;

function answerFeatures(
  history: History,
  layout: Layout,
  postings: ReadonlyMap<string, Posting>,
  query: Query,
  hits: readonly Hit[],
): AnswerFeatures {
  const dated = hits.some(({ matched }) => matched.includes("date"));
  const words = weighedWords(history, postings, query, dated);
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const share = (fitOf: (word: WeighedWord) => number) =>
    total > 0 ? words.reduce((sum, word) => sum + word.weight * fitOf(word), 0) / total : Number(dated);
  const small = smallness(history.held ?? history.count);
  const agent = completeShare(layout);
  const side = query.side === "agent" ? "either" : "user";
  const openings = query.answer.survey ? sessionOpenings(layout, new Float32Array(history.count)) : undefined;
  // Without what a hit has whatever the question is about.
  const ownScore = ({ ordinal, score }: Hit) =>
    score -
    Math.max(0, askedScore(history.cues[ordinal] ?? 0, query.answer, WEIGHTS)) -
    WEIGHTS.surveyOpening * (openings?.[ordinal] ?? 0);
  return {
    said: Math.max(0, ...hits.map(({ ordinal }) => share((word) => fitIn(word, ordinal, side)))),
    around: Math.max(
      0,
      ...hits.map(({ ordinal }) => {
        const near = nearby(layout, ordinal);
        return share((word) => Math.max(...near.map((one) => fitIn(word, one, "either"))));
      }),
    ),
    score: Math.max(0, ...hits.map(ownScore)),
    agent,
    small,
    smallOfAgent: small * agent,
    person: Number(hits.some(({ matched }) => matched.includes("person"))),
  };
}

// From here on the share of its words tells whether a memory has an answer. A smaller one has the few words of an answer rarely.
const largeFrom = 150;

const smallness = (held: number) => Math.max(0, 1 - Math.log(Math.max(1, held)) / Math.log(largeFrom));

/** The share of exchanges in which both sides speak. */
const completeShare = ({ speaking, next }: Layout) => Math.max(0, speaking / Math.max(1, next.length) - 1);

interface WeighedWord {
  weight: number;
  matching: { posting: Posting; fit: number }[];
}

// How well each kind of term stands for the word.
const FIT: Record<QueryTerm["as"], number> = { word: 1, family: 0.5, namedTopic: 0.6, topic: 0.4 };
// In a small memory every word is rare. As if it had this many exchanges, words weigh the same there.
const exchangesMin = 1_000;
const lightWeight = 0.3;

/** The words of the query that say what is asked, with weights: rare words more. Names of speakers are not among them. */
function weighedWords(
  history: History,
  postings: ReadonlyMap<string, Posting>,
  { wanted, speakers }: Query,
  dated: boolean,
): WeighedWord[] {
  const names = new Set(
    speakers.flatMap(({ stem, term, sound }) =>
      (postings.get(term) ?? postings.get(sound ?? "")) ? [stem] : [],
    ),
  );
  return wanted
    .filter(({ stem }) => !names.has(stem) && !(dated && isTime(stem)))
    .map(({ stem, terms }) => {
      const having = postings.get(terms[0]?.term ?? "")?.ordinals.length ?? 0;
      const rarity = idf(Math.max(history.held ?? history.count, exchangesMin), having);
      return {
        weight: rarity * (LIGHT.has(stem) ? lightWeight : 1),
        matching: terms.flatMap(({ term, as }) => {
          const posting = postings.get(term);
          return posting ? [{ posting, fit: FIT[as] }] : [];
        }),
      };
    });
}

function fitIn({ matching }: WeighedWord, ordinal: number, side: "user" | "either"): number {
  let best = 0;
  for (const { posting, fit } of matching) {
    if (fit <= best) continue;
    const at = placeIn(posting.ordinals, ordinal);
    if (at >= 0 && (side === "either" || posting.user[at])) best = fit;
  }
  return best;
}

/** The exchange and its neighbours in the session. */
function nearby({ previous, next }: Layout, ordinal: number): number[] {
  const found = [ordinal];
  for (const step of [previous, next])
    for (let i = 0, at = step[ordinal] ?? -1; i < neighboursRead && at >= 0; i++, at = step[at] ?? -1)
      found.push(at);
  return found;
}

const stemsOf = (words: string) => new Set(words.split(/\s+/).map(stemOf));

/** Words of questions and plain verbs: they hardly say what is asked. */
const LIGHT = stemsOf(
  `happen tell know remember say talk think like want need go come take make thing way kind type sort use give find look see
  anything something everything nothing anyone someone everyone anybody somebody everybody please people person place
  time day name different many much long ever currently recently plan help try work start first last new good best`,
);

const TIMES = stemsOf(
  `yesterday today tonight last past this week weekend month year day ago morning afternoon evening spring summer autumn fall
  winter january february march april may june july august september october november december before after
  one two three four five six seven eight nine ten eleven twelve`,
);
const isTime = (stem: string) => TIMES.has(stem) || /^\d{1,4}(?:st|nd|rd|th)?$/.test(stem);
