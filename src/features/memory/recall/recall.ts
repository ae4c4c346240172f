import sql from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { interactionsAt } from "../interactions/store.ts";
import type { Sealing } from "../sealing.ts";
import type { MemoryServices } from "../services.ts";
import { EmbeddingFailed } from "./embedder.ts";
import { type FusedReason, fuse } from "./fuse.ts";
import { preferAdjacent, READ_AGAIN } from "./prefer-adjacent.ts";
import { readQuery } from "./query.ts";
import { rank } from "./rank.ts";
import { readPostings } from "./read-postings.ts";

export interface RecallRequest {
  userId: string;
  query: string;
  limit: number;
  conversationId: string | undefined;
  since: Date | undefined;
  until: Date | undefined;
  /** Whether the query may be shown to a configured embeddings endpoint. */
  byMeaning: boolean;
}

export interface Recalled extends InteractionSecrets {
  interactionId: string;
  conversationId: string;
  saidAt: Date;
  score: number;
  matched: FusedReason[];
}

// Somebody waits for the answer.
const embedTimeoutMs = 3_000;

interface Standing {
  id: string;
  nextOrdinal: number;
  erasures: number;
  /** The number of the conversation that is asked for; null when the user has none of that id. */
  conversation: number | null;
}

/** The exchanges of a user that best answer a query, best first. Empty for a query without words that tell anything. */
export async function recall(
  services: MemoryServices,
  sealing: Sealing,
  request: RecallRequest,
): Promise<Recalled[]> {
  const { database, histories, clock } = services;
  const query = readQuery(request.query);
  const terms = new Map(query.lookups.map((name) => [name, sealing.term(name)]));
  const [standing, postings] = await Promise.all([
    standingOf(database, request),
    readPostings(database, request.userId, terms),
  ]);
  const [history, near] = await Promise.all([
    histories.of(database, standing),
    request.byMeaning ? nearness(services, sealing, standing, request.query) : undefined,
  ]);
  const eligible = eligibility(history, request, standing.conversation);
  const limit = Math.max(request.limit, READ_AGAIN);
  const byWords = rank(history, within(postings, history.count), query, {
    limit,
    now: clock.now().getTime(),
    eligible,
  });
  const ranked = near ? fuse(byWords, near.vectors, near.query, eligible, limit) : byWords;
  const texts = await textsOf(
    services,
    sealing,
    request.userId,
    ranked.map(({ ordinal }) => ordinal),
  );
  const again = preferAdjacent(ranked, query, (ordinal) => sidesOf(texts.get(ordinal)));
  return again.slice(0, request.limit).flatMap(({ ordinal, score, matched }) => {
    const text = texts.get(ordinal); // gone when it was erased meanwhile
    return text ? [{ ...text, score: Math.round(score * 10_000) / 10_000, matched }] : [];
  });
}

/** How near exchanges are to the query by meaning; undefined when no endpoint is configured, or it fails: words go on alone. */
async function nearness(
  { database, embedder, vectors, log }: MemoryServices,
  sealing: Sealing,
  user: Standing,
  text: string,
) {
  if (!embedder) return undefined;
  try {
    const [query] = await embedder.embed([text], embedTimeoutMs);
    if (!query) return undefined;
    return { query, vectors: await vectors.of(database, sealing, user, embedder.model, query.length) };
  } catch (error) {
    if (!(error instanceof EmbeddingFailed)) throw error;
    log.warn({ err: error }, "recalled by words alone");
    return undefined;
  }
}

function standingOf(db: Queryable, { userId, conversationId }: RecallRequest): Promise<Standing> {
  return db.one<Standing>(
    prepared(
      "recall-standing",
      sql`select u.id, u.next_ordinal as "nextOrdinal", u.erasures,
            (select c.number from conversations c where c.user_id = u.id and c.id = ${conversationId ?? null}) as conversation
          from memory_users u where u.id = ${userId}`,
    ),
  );
}

/** Exchanges that came between the two reads are left out: the history does not know them yet. */
function within(postings: Awaited<ReturnType<typeof readPostings>>, count: number): typeof postings {
  for (const [name, { ordinals, user, agent }] of postings) {
    let kept = ordinals.length;
    while (kept > 0 && (ordinals[kept - 1] as number) >= count) kept--;
    if (kept === ordinals.length) continue;
    const head = (list: ArrayLike<number> = []) => Array.prototype.slice.call(list, 0, kept) as number[];
    postings.set(name, { ordinals: head(ordinals), user: head(user), agent: head(agent) });
  }
  return postings;
}

function eligibility(
  history: { present: Uint8Array; time: ArrayLike<number>; conversation: ArrayLike<number> },
  { conversationId, since, until }: RecallRequest,
  conversation: number | null,
): (ordinal: number) => boolean {
  const from = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (ordinal) => {
    const at = history.time[ordinal] as number;
    if (!history.present[ordinal] || at < from || at > to) return false;
    return conversationId === undefined || history.conversation[ordinal] === conversation;
  };
}

type Text = Omit<Recalled, "score" | "matched">;

async function textsOf(
  { database }: MemoryServices,
  sealing: Sealing,
  userId: string,
  ordinals: readonly number[],
): Promise<Map<number, Text>> {
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
