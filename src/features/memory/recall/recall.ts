import { CircuitOpen } from "../../../platform/circuit-breaker.ts";
import type { Posting } from "../index/posting-blocks.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { interactionsAt } from "../interactions/store.ts";
import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import type { Zone } from "../time/zone.ts";
import type { UserState } from "../users/store.ts";
import type { Metadata } from "../users/user.ts";
import { KeyMoved } from "../users/with-stable-key.ts";
import { adjacentBound } from "./adjacent-bound.ts";
import { EmbeddingFailed } from "./embedder.ts";
import { type Filters, readFilters } from "./filters.ts";
import { type FusedReason, fuse } from "./fuse.ts";
import type { UserHistory } from "./history-cache.ts";
import { newest } from "./newest.ts";
import { preferAdjacent, RERANKED_MAX } from "./prefer-adjacent.ts";
import { preferByModel } from "./prefer-by-model.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";
import { relevances } from "./relevance.ts";
import { RERANKED } from "./reranker.ts";

export interface RecallRequest {
  query: string;
  limit: number;
  /** The number of the only conversation to search; undefined for all. */
  conversation: number | undefined;
  since: Date | undefined;
  until: Date | undefined;
  filters: Filters;
  /** The time of the query, for "yesterday". */
  now: Date;
  /** The user's, for "yesterday". */
  zone: Zone;
  /** Leaves out hits of a lower relevance. */
  minRelevance: number;
  /** Whether texts may be sent to a configured endpoint for embeddings or reranking. */
  byMeaning: boolean;
}

export interface Recalled extends InteractionSecrets {
  interactionId: string;
  conversationId: string;
  saidAt: Date;
  score: number;
  /** 0 to 1, comparable between answers: see `relevances`. */
  relevance: number;
  matched: FusedReason[];
}

// Bounds are compared after decryption. A question sees this many of those that have the key, best first; a list sees all.
const boundedMax = 10_000;
const openedAtOnce = 500;

/**
 * The exchanges of a user that best match a query, best first: ranked by words (`rank`), then by meaning if there are
 * embeddings (`fuse`), by adjacent words (`preferAdjacent`), and by a reranker if there is one (`preferByModel`). A query of stop words alone finds none, and an empty one lists
 * what the filters leave. Throws `KeyMoved`.
 */
export async function recall(
  services: MemoryServices,
  sealing: Sealing,
  user: UserState,
  request: RecallRequest,
): Promise<Recalled[]> {
  const { database, histories, log } = services;
  const query = readQuery(request.query);
  const filters = readFilters(request.filters);
  const lookups = [...query.lookups, ...filters.lookups];
  const terms = new Map(lookups.map((name) => [name, sealing.term(name)]));
  const [{ postings, keyVersion }, history, near] = await Promise.all([
    services.postings.of(database, user, terms),
    histories.of(database, user),
    request.byMeaning && request.query !== ""
      ? vectorsFor(services, sealing, user, request.query)
      : undefined,
  ]);
  // A rotation changed the user's key, so the hashed terms matched nothing.
  if (keyVersion !== sealing.version) throw new KeyMoved();
  const eligible = eligibility(history, request, filters.passing(postings, history.count));
  const reranker = request.byMeaning ? services.reranker : undefined;
  const ratedMax = reranker ? RERANKED.textsMax : RERANKED_MAX;
  const wanted = Math.max(request.limit, ratedMax);
  const limit = filters.withinBounds ? boundedMax : wanted;
  const { layout } = history;
  const present = upTo(postings, history.count);
  const asking = { now: request.now.getTime(), zone: request.zone, layout, scratch: histories.scratch };
  const byWords =
    request.query === ""
      ? newest(history, eligible ?? all, filters.withinBounds ? history.count : wanted)
      : rank(history, present, query, { limit, ...asking, ...(eligible && { eligible }) });
  const ranked = near ? fuse(byWords, near.vectors, near, eligible ?? all, limit) : byWords;
  const { kept, texts } = await firstWithin(filters.withinBounds, ranked, wanted, (ordinals) =>
    textsOf(services, sealing, user.id, ordinals),
  );
  const sides = (ordinal: number) => sidesOf(texts.get(ordinal));
  const adjacent = await preferAdjacent(kept, query, sides, {
    atMost: adjacentBound(history, present, query),
    // With more hits or a model's say, one that is not wanted may move another.
    ...(kept.length <= RERANKED_MAX && !reranker && { limit: request.limit }),
  });
  const reranked = await preferByModel({ reranker, log }, request.query, adjacent, sides);
  const relevance = relevances(history, layout, present, query, reranked);
  return reranked
    .map((hit, place) => ({ ...hit, relevance: relevance[place] ?? 0 }))
    .filter((hit) => request.query === "" || hit.relevance >= request.minRelevance)
    .slice(0, request.limit)
    .flatMap(({ ordinal, score, relevance, matched }) => {
      const text = texts.get(ordinal); // undefined if it was erased meanwhile
      return text ? [{ ...text, score: rounded(score), relevance: rounded(relevance), matched }] : [];
    });
}

/** The first `wanted` hits whose metadata is within bounds, with their texts. Opens no more than it takes to find them. */
async function firstWithin<Hit extends { ordinal: number }>(
  withinBounds: ((metadata: Metadata) => boolean) | undefined,
  ranked: readonly Hit[],
  wanted: number,
  open: (ordinals: readonly number[]) => Promise<Texts>,
): Promise<{ kept: Hit[]; texts: Texts }> {
  const kept: Hit[] = [];
  const texts: Texts = new Map();
  for (let from = 0; from < ranked.length && kept.length < wanted; from += openedAtOnce) {
    const some = ranked.slice(from, from + openedAtOnce);
    const opened = await open(some.map(({ ordinal }) => ordinal));
    const fit = some.filter(({ ordinal }) => withinBounds?.(opened.get(ordinal)?.metadata ?? {}) ?? true);
    for (const hit of fit.slice(0, wanted - kept.length)) {
      const text = opened.get(hit.ordinal);
      if (text) texts.set(hit.ordinal, text);
      kept.push(hit);
    }
  }
  return { kept, texts };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** Vectors of the query and of the exchanges. Undefined if no endpoint is configured or it fails; then words rank alone. */
async function vectorsFor(
  { database, embedder, vectors, log }: MemoryServices,
  sealing: Sealing,
  user: UserState,
  text: string,
) {
  if (!embedder) return undefined;
  try {
    const query = await embedder.embedQuery(text);
    const { model, weight } = embedder;
    return { query, weight, vectors: await vectors.of(database, sealing, user, model, query.length) };
  } catch (error) {
    if (error instanceof CircuitOpen) return undefined;
    if (!(error instanceof EmbeddingFailed)) throw error;
    log.warn({ err: error }, "the embeddings endpoint failed: recalled by words alone");
    return undefined;
  }
}

/** The postings without exchanges that the history does not contain yet: the two are read by separate statements. */
function upTo(postings: Map<string, Posting>, count: number): typeof postings {
  for (const [name, { ordinals, user, agent }] of postings) {
    let kept = ordinals.length;
    while (kept > 0 && (ordinals[kept - 1] as number) >= count) kept--;
    if (kept === ordinals.length) continue;
    postings.set(name, {
      ordinals: ordinals.subarray(0, kept),
      user: user.subarray(0, kept),
      agent: agent.subarray(0, kept),
    });
  }
  return postings;
}

const all = () => true;

/** Which exchanges may be found. Undefined if all may. */
function eligibility(
  history: UserHistory,
  { conversation, since, until }: RecallRequest,
  passes: ((ordinal: number) => boolean) | undefined,
): ((ordinal: number) => boolean) | undefined {
  const isWhole = history.held === history.count;
  if (isWhole && !passes && conversation === undefined && !since && !until) return undefined;
  const from = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (ordinal) => {
    const at = history.time[ordinal] as number;
    if (!history.present[ordinal] || at < from || at > to) return false;
    if (conversation !== undefined && history.conversation[ordinal] !== conversation) return false;
    return passes?.(ordinal) ?? true;
  };
}

type Text = Omit<Recalled, "score" | "relevance" | "matched">;
type Texts = Map<number, Text>;

async function textsOf(
  { database }: MemoryServices,
  sealing: Sealing,
  userId: string,
  ordinals: readonly number[],
): Promise<Texts> {
  if (ordinals.length === 0) return new Map();
  const rows = await interactionsAt(database, userId, ordinals);
  return new Map(
    rows.map((row) => [
      row.ordinal,
      {
        interactionId: row.id,
        conversationId: row.conversationId,
        saidAt: row.saidAt,
        ...sealing.open<InteractionSecrets>(row.id, row.sealed),
      },
    ]),
  );
}

const sidesOf = (text: Text | undefined) => (text ? [text.user_message, text.agent_response] : []);
