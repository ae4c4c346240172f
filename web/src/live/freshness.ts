import type { Query, QueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import type { Asset } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";
import { type Changed, showsPeople, tellOfPeople } from "./memory-news.ts";
import { holdsAsset, withAsset } from "./patch-asset.ts";

export interface AssetEvent {
  libraryId: string;
  assetId: string;
  change: "added" | "ready" | "failed" | "updated" | "deleted" | "restored" | "purged";
}

// Minimum time between refreshes of visible data. A refresh never starts while another one runs.
const pauseMs = 700;
// Events often come in pairs: an asset is added, then ready.
const gatherMs = 150;
// Above this number, reading the list again is cheaper than reading each asset.
const singlesMax = 6;
// Queries that cover all libraries.
const acrossLibraries = new Set(["listLibraries", "searchAssets"]);
const ofMembers = new Set(["getOrganization", "listMembers", "listInvitations"]);

interface Changes {
  members: boolean;
  libraryList: boolean;
  libraries: Set<string>;
  assets: Map<string, AssetEvent>;
  people: Changed;
}

/** Collects changes and invalidates the queries that show them, at a limited rate. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a few short functions over one state
export function newFreshness(queryClient: QueryClient, organizationId: string) {
  const { isOurs, tells, tellsAny, shows } = predicatesOf(organizationId);
  let opened = false;
  let everything = false;
  let members = false;
  let libraryList = false;
  let libraries = new Set<string>();
  let assets = new Map<string, AssetEvent>();
  let people: Changed = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let readAt = 0;
  let stopped = false;

  const soon = () => {
    if (stopped || reading) return;
    timer ??= setTimeout(flush, Math.max(gatherMs, readAt + pauseMs - Date.now()));
  };

  const isWaiting = () =>
    opened || everything || members || libraryList || libraries.size > 0 || assets.size > 0 || isAny(people);

  async function flush(): Promise<void> {
    timer = undefined;
    reading = true;
    const changes = { members, libraryList, libraries, assets, people };
    const predicate = everything ? shows() : opened ? tellsAny : undefined;
    opened = everything = members = libraryList = false;
    libraries = new Set();
    assets = new Map();
    people = new Set();
    try {
      const { queryKey } = accountQuery;
      if (predicate || changes.members) await queryClient.invalidateQueries({ queryKey });
      if (predicate) {
        await queryClient.invalidateQueries({ predicate });
        tellOfPeople("any");
      } else await invalidate(changes);
    } finally {
      reading = false;
      readAt = Date.now();
      if (isWaiting()) soon();
    }
  }

  async function invalidate(changes: Changes): Promise<void> {
    const named = [...(changes.members ? ofMembers : []), ...(changes.libraryList ? ["listLibraries"] : [])];
    if (named.length > 0) await queryClient.invalidateQueries({ predicate: tells(new Set(named)) });
    if (isAny(changes.people)) {
      tellOfPeople(changes.people);
      const predicate = (query: Query) => isOurs(query) && showsPeople(query, changes.people);
      await queryClient.invalidateQueries({ predicate });
    }
    await readSingles(changes.assets, changes.libraries);
    if (changes.libraries.size > 0) {
      await queryClient.invalidateQueries({ predicate: shows(changes.libraries) });
    }
  }

  /** Patches processed assets in cached answers. Adds the libraries of assets that cannot be patched to `dirty`. */
  async function readSingles(singles: Map<string, AssetEvent>, dirty: Set<string>): Promise<void> {
    const shown = [...singles.values()].filter(
      ({ libraryId, assetId }) =>
        !dirty.has(libraryId) &&
        queryClient.getQueriesData({ predicate: shows(new Set([libraryId])) }).some(holdsAsset(assetId)),
    );
    if (shown.length > singlesMax) {
      for (const { libraryId } of shown) dirty.add(libraryId);
      return;
    }
    await Promise.all(
      shown.map(async ({ libraryId, assetId }) => {
        const asset = await call("getAsset", { organizationId, libraryId, assetId }).catch(() => undefined);
        if (asset === undefined || asset.parentId !== null) dirty.add(libraryId);
        else patch(libraryId, asset);
      }),
    );
  }

  const patch = (libraryId: string, asset: Asset) =>
    queryClient.setQueriesData({ predicate: shows(new Set([libraryId])) }, withAsset(asset));

  return {
    asset(event: AssetEvent) {
      if (event.change === "ready" || event.change === "failed") assets.set(event.assetId, event);
      else libraries.add(event.libraryId);
      soon();
    },
    library(libraryId: string) {
      libraries.add(libraryId);
      soon();
    },
    /** Members, invitations or the organization's name changed. The account's role may have changed too. */
    members() {
      members = true;
      soon();
    },
    /** Libraries were added, renamed or deleted. */
    libraries() {
      libraryList = true;
      soon();
    },
    /** What is kept of these people changed; of any, if none is named. */
    memory(userIds: readonly string[] | undefined) {
      people = userIds === undefined || people === "any" ? "any" : people.union(new Set(userIds));
      soon();
    },
    /** Events are heard from now on. What they would have told before is read again. */
    opened() {
      opened = true;
      soon();
    },
    /** Events may have been missed. */
    reset() {
      everything = true;
      soon();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const isAny = (people: Changed): boolean => people === "any" || people.size > 0;

/** Predicates for the queries that show a change in an organization. */
function predicatesOf(organizationId: string) {
  const isOurs = ({ queryKey: [, input, organization] }: Query): boolean =>
    ((input as { organizationId?: string } | undefined)?.organizationId ?? organization) === organizationId;

  const tells = (names: ReadonlySet<string>) => (query: Query) =>
    isOurs(query) && names.has(query.queryKey[0] as string);

  const shows =
    (dirty?: ReadonlySet<string>) =>
    (query: Query): boolean => {
      if (!isOurs(query)) return false;
      const [name, input] = query.queryKey;
      const about = input as { libraryId?: string } | undefined;
      // Transcripts are read again in place: see `useNewsOf`.
      if (name === "readConversation") return false;
      if (dirty === undefined || acrossLibraries.has(name as string)) return true;
      return about?.libraryId !== undefined && dirty.has(about.libraryId);
    };

  /** Whether any event leads to the query. */
  const tellsAny = (query: Query): boolean => {
    const [name, input] = query.queryKey as [string, { libraryId?: string } | undefined];
    const isTold = [acrossLibraries, ofMembers].some((names) => names.has(name));
    return isOurs(query) && (isTold || input?.libraryId !== undefined || showsPeople(query, "any"));
  };
  return { isOurs, tells, tellsAny, shows };
}
