/**
 * The weights of the ranking: round numbers near the middle of flat optima. Those from `session` on are added to the score,
 * in which the best match by words counts 1. The weight of embeddings is their `Embedder`'s.
 */
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
  /** The share of these for words that only ask, see `isAskingWord`. */
  askingWord: 0.5,
  /** For the best session by words, and a share of it for others. */
  session: 0.2,
  /** For exchanges of the one speaker whom the query names. */
  person: 0.2,
  /** For an exchange at the time asked for: the fewer there are, the nearer to this. */
  date: 1.5,
  /** The share of `date` for an exchange shortly after the time asked for: people report things after they happened. */
  soonAfter: 0.5,
  /** The same two for a time named from today ("yesterday"), which the asker is sure of. */
  relativeDate: 2,
  soonAfterRelative: 0.2,
  soonAfterDays: 7,
  /** For each kind of answer asked for (time, number, name) that the exchange has. */
  answerKind: 0.2,
  /** For an exchange that instructs the agent, and if the query sets the agent a task: see `Cue`. */
  instructs: 0.3,
  instructsTask: 0.6,
  /** For an exchange with a preference if the query asks for advice, and if that is a task. */
  prefers: 0.25,
  prefersTask: 0.5,
  /** For three names that the user says to an agent, if the query asks for a summary or an order of events. */
  surveyNames: 0.4,
  /** For the first exchange of a session, and a share of it for later ones, if the query asks for the same. */
  surveyOpening: 0.3,
  /** For an exchange whose user only takes up the agent's last answer. */
  replies: -0.1,
  /** For one side alone that only asks, and for an exchange that only reacts ("Wow"). */
  asks: -0.15,
  reacts: -0.1,
  /** For three names in the exchange, and a third of it for one. */
  names: 0.1,
  /** For each pair of adjacent words of the query in the exchange, at most three. */
  adjacent: 0.1,
} as const;
export type Weights = {
  [K in keyof typeof WEIGHTS]: (typeof WEIGHTS)[K] extends number ? number : readonly number[];
};
