/** The weights of the ranking: round numbers near the middle of flat optima. */
export const WEIGHTS = {
  /** BM25: how fast repetition stops counting (k1), and how much a long exchange is discounted (b). */
  saturation: 1,
  lengthDiscount: 0.5,
  /** Shares of a term's count for the next exchanges of the session, for those before, and for those after a question. */
  after: [0.4, 0.2, 0.1],
  before: [0.3, 0.15, 0.08],
  afterQuestion: [0.8, 0.2, 0.1],
  /** Weights of the terms that match a word of the query, see `QueryTerm`. */
  word: 1,
  family: 0.4,
  topic: 0.4,
  namedTopic: 0.8,
  session: 0.2,
  person: 0.2,
  date: 1.5,
  /** An exchange shortly after the time asked for: people report things after they happened. */
  soonAfter: 0.5,
  soonAfterDays: 7,
  answerKind: 0.2,
  asks: -0.15,
  reacts: -0.1,
  names: 0.1,
  /** For each pair of adjacent words of the query in the exchange, at most three. */
  adjacent: 0.1,
} as const;
export type Weights = {
  [K in keyof typeof WEIGHTS]: (typeof WEIGHTS)[K] extends number ? number : readonly number[];
};
