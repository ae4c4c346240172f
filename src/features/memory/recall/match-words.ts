import type { Posting } from "../index/posting-blocks.ts";
import { Cue } from "../terms/cues.ts";
import { isAskingWord } from "./asking-words.ts";
import type { History, Layout } from "./history.ts";
import type { Query } from "./query.ts";
import type { ScratchArrays } from "./scratch.ts";
import type { Weights } from "./weights.ts";

/** BM25 of each exchange, with a share of its neighbours' words if one side alone speaks, and BM25 of each whole session. Not scaled to 1 yet. */
export function matchWords(
  history: History,
  layout: Layout,
  postings: ReadonlyMap<string, Posting>,
  query: Query,
  names: ReadonlySet<string>,
  weights: Weights,
  scratch: ScratchArrays,
): { exchanges: Float32Array; sessions: Float64Array } {
  const { exchanges, sessions } = scratch;
  const spread = spreader(history, layout, query, weights, scratch);
  for (const { stem, terms } of query.wanted) {
    const isName = names.has(stem);
    // A speaker's name matches only itself, not a topic ("Rose") or a word family.
    const matching = isName ? terms.slice(0, 1) : terms;
    const share = !isName && isAskingWord(stem, query.language) ? weights.askingWord : 1;
    spread(matching.flatMap(({ term, as }) => withPosting(term, share * weights[as], postings)));
  }
  return { exchanges, sessions };
}

function withPosting(term: string, weight: number, postings: ReadonlyMap<string, Posting>) {
  const posting = postings.get(term);
  return posting && weight > 0 ? [{ term, posting, weight }] : [];
}

/**
 * Adds one word of the query to the scores. Its terms (itself, topics, word family) are combined as the root of the sum of
 * their squares: the best term counts most and others add little, so that a word with many topics is not overrated.
 */
function spreader(
  history: History,
  layout: Layout,
  query: Query,
  weights: Weights,
  { exchanges, sessions, near, squares, within, reached, touched, inSessions }: ScratchArrays,
) {
  const { count, userLength, agentLength, cues } = history;
  const { next, previous, session, sessionMixed } = layout;
  const { complete, sessionLengths, sessionLengthMean, sideLengthMean } = layout;
  const share = SIDES[query.side];
  const { lengthDiscount: slope, saturation, before } = weights;
  // `reached`, `touched` and `inSessions` list non-zero entries of `near`, `squares` and `within`, so that a rare term costs only
  // the entries it touches.
  const heard = new Set<string>();

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over typed arrays, the hot loop of every query.
  return (matching: { term: string; posting: Posting; weight: number }[]) => {
    let touchedCount = 0;
    for (const { term, posting, weight } of matching) {
      const { ordinals, user, agent } = posting;
      const rarity = weight * idf(history.held ?? count, ordinals.length) * (saturation + 1);
      let [reachedCount, sessionCount] = [0, 0];
      for (let k = 0; k < ordinals.length; k++) {
        const at = ordinals[k] ?? 0;
        const byUser = (user[k] ?? 0) * share.user;
        const byAgent = (agent[k] ?? 0) * share.agent;
        const amount =
          byUser / (1 - slope + (slope * (userLength[at] ?? 0)) / sideLengthMean) +
          byAgent / (1 - slope + (slope * (agentLength[at] ?? 0)) / sideLengthMean);
        const s = session[at] ?? 0;
        if (within[s] === 0) inSessions[sessionCount++] = s;
        within[s] = (within[s] ?? 0) + byUser + byAgent;
        if (sessionMixed[s] === 0) {
          // All of its neighbours are complete and take no share.
          const tf = Math.fround(amount);
          const value = (rarity * tf) / (tf + saturation);
          if (squares[at] === 0) touched[touchedCount++] = at;
          squares[at] = (squares[at] ?? 0) + value * value;
          continue;
        }
        const after = (cues[at] ?? 0) & Cue.expectsAnswer ? weights.afterQuestion : weights.after;
        if (near[at] === 0) reached[reachedCount++] = at;
        near[at] = (near[at] ?? 0) + amount;
        for (let d = 0, to = next[at] ?? -1; d < after.length && to >= 0; d++, to = next[to] ?? -1) {
          if (complete[to]) continue;
          if (near[to] === 0) reached[reachedCount++] = to;
          near[to] = (near[to] ?? 0) + amount * (after[d] ?? 0);
        }
        for (let d = 0, to = previous[at] ?? -1; d < before.length && to >= 0; d++, to = previous[to] ?? -1) {
          if (complete[to]) continue;
          if (near[to] === 0) reached[reachedCount++] = to;
          near[to] = (near[to] ?? 0) + amount * (before[d] ?? 0);
        }
      }
      for (let r = 0; r < reachedCount; r++) {
        const at = reached[r] ?? 0;
        const tf = near[at] ?? 0;
        const value = (rarity * tf) / (tf + saturation);
        if (squares[at] === 0) touched[touchedCount++] = at;
        squares[at] = (squares[at] ?? 0) + value * value;
        near[at] = 0;
      }
      const sessionRarity = heard.has(term) ? 0 : weight * idf(sessionLengths.length, sessionCount);
      heard.add(term);
      for (let r = 0; r < sessionCount; r++) {
        const s = inSessions[r] ?? 0;
        const tf = within[s] ?? 0;
        const size = 0.25 + (0.75 * (sessionLengths[s] ?? 0)) / sessionLengthMean;
        sessions[s] = (sessions[s] ?? 0) + (sessionRarity * tf * 2.2) / (tf + 1.2 * size);
        within[s] = 0;
      }
    }
    for (let r = 0; r < touchedCount; r++) {
      const at = touched[r] ?? 0;
      exchanges[at] = (exchanges[at] ?? 0) + Math.sqrt(squares[at] ?? 0);
      squares[at] = 0;
    }
  };
}

/** BM25's inverse document frequency of a term in `having` of `all` documents. Never negative. */
export const idf = (all: number, having: number) => Math.log(1 + (all - having + 0.5) / (having + 0.5));

/** The weight of each side's words, by the side that the query asks about. Agents talk at length; memory is about the user. */
const SIDES = {
  both: { user: 1, agent: 0.3 },
  user: { user: 1, agent: 0.2 },
  agent: { user: 0.7, agent: 1 },
};
