import pLimit from "p-limit";
import { Failure } from "../../../kernel/failure.ts";
import { readQuery } from "../recall/query.ts";
import { type Recalled, type RecallRequest, recall } from "../recall/recall.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { withStableKey } from "../users/with-stable-key.ts";
import { zoneOf } from "../users/zone-of.ts";
import { type Searched, usersHaving, usersToSearch } from "./store.ts";

export interface SearchRequest extends Omit<RecallRequest, "zone"> {
  /** Only these users. */
  among: readonly string[] | undefined;
  /** Where an earlier search of the same query stopped. */
  after: Place | undefined;
  /** No more users are begun after this time. The first are always searched. */
  budgetMs: number;
}

export type Place = Pick<Searched, "createdAt" | "id">;
export type Hit = Recalled & { userId: string };

export interface SearchResult {
  /** The most relevant exchanges of all users searched. */
  hits: Hit[];
  searched: number;
  /** The user after whom to go on. Undefined if all were searched. */
  stoppedAfter: Place | undefined;
}

const usersAtATime = 100;
// Of the database connections, so that other calls go on.
const recallsAtOnce = 4;

/** Recalls from each user's memory in turn, the newest users first, and keeps the most relevant exchanges. */
export async function searchUsers(
  services: MemoryServices,
  tenant: Tenant,
  callersKey: string | undefined,
  request: SearchRequest,
): Promise<SearchResult> {
  const { database, clock } = services;
  const turns = pLimit(recallsAtOnce);
  const endsAt = clock.elapsedMs() + request.budgetMs;
  const { among, limit } = request;
  let { after } = request;
  let hits: Hit[] = [];
  let searched = 0;
  let begun = 0;
  for (;;) {
    const users = await usersToSearch(database, tenant.organizationId, {
      ...(among && { among }),
      ...(after && { after }),
      limit: usersAtATime,
    });
    const candidates = await mayMatch(services, tenant, callersKey, request.query, users);
    // Users are begun in order, so those not begun follow all others.
    let cut: string | undefined;
    const found = await Promise.all(
      candidates.map(({ id }) =>
        turns(() => {
          if (cut === undefined && begun >= recallsAtOnce && clock.elapsedMs() >= endsAt) cut = id;
          if (cut !== undefined) return [];
          begun++;
          return ofUser(services, tenant, callersKey, request, id).catch((error) => {
            turns.clearQueue(); // the search fails, so nobody waits for them
            throw error;
          });
        }),
      ),
    );
    hits = [...hits, ...found.flat()]
      .toSorted((a, b) => b.relevance - a.relevance || b.score - a.score)
      .slice(0, limit);
    const reached = cut === undefined ? users.length : users.findIndex(({ id }) => id === cut);
    searched += reached;
    after = users[reached - 1] ?? after;
    if (cut !== undefined) return { hits, searched, stoppedAfter: after };
    if (users.length < usersAtATime) return { hits, searched, stoppedAfter: undefined };
    if (clock.elapsedMs() >= endsAt) return { hits, searched, stoppedAfter: after };
  }
}

/** The users whose index has a term of the query. Users of one version of the key have the same hashes. */
async function mayMatch(
  { database, keychain }: MemoryServices,
  tenant: Tenant,
  callersKey: string | undefined,
  query: string,
  users: readonly Searched[],
): Promise<Searched[]> {
  const { lookups } = readQuery(query);
  const byVersion = Map.groupBy(users, ({ keyVersion }) => keyVersion);
  const having = await Promise.all(
    [...byVersion].map(async ([version, ofVersion]) => {
      const sealing = await keychain.memory(database, tenant, callersKey, version);
      const ids = ofVersion.map(({ id }) => id);
      return usersHaving(database, ids, {
        keyVersion: version,
        terms: lookups.map((name) => sealing.term(name)),
      });
    }),
  );
  const ids = having.reduce((all, some) => all.union(some), new Set<string>());
  return users.filter(({ id }) => ids.has(id));
}

async function ofUser(
  services: MemoryServices,
  tenant: Tenant,
  callersKey: string | undefined,
  request: SearchRequest,
  userId: string,
): Promise<Hit[]> {
  try {
    return await withStableKey(services, tenant, userId, callersKey, async (sealing, user) => {
      const zone = await zoneOf(services, tenant, user);
      const found = await recall(services, sealing, user, { ...request, zone });
      return found.map((hit) => ({ ...hit, userId }));
    });
  } catch (error) {
    // Erased meanwhile.
    if (error instanceof Failure && error.code === "RESOURCE_NOT_FOUND") return [];
    throw error;
  }
}
