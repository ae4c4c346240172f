/** The weights of the ranking: round numbers in the middle of flat optima. */
export const WEIGHTS = {
  /** BM25: how soon repetition stops counting, and how much a long exchange is discounted. */
  saturation: 1,
  lengthDiscount: 0.5,
  /** Share of a term's count that the next exchanges of the session inherit, the ones before, and those after a question. */
  after: [0.4, 0.2, 0.1],
  before: [0.3, 0.15, 0.08],
  afterQuestion: [0.8, 0.2, 0.1],
  /** Of the terms that stand for a word of the query, see `StandIn`. */
  word: 1,
  family: 0.4,
  topic: 0.4,
  namedTopic: 0.8,
  session: 0.2,
  person: 0.2,
  date: 1.5,
  /** An exchange soon after the time asked for: people report things after they happened. */
  soonAfter: 0.5,
  soonAfterDays: 7,
  answerKind: 0.2,
  asks: -0.15,
  reacts: -0.1,
  names: 0.1,
  /** For each two words of the query that the exchange has side by side, three at most. */
  adjacent: 0.1,
} as const;
export type Weights = {
  [K in keyof typeof WEIGHTS]: (typeof WEIGHTS)[K] extends number ? number : readonly number[];
};
