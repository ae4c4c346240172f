import { z } from "zod";
import type { Database } from "../../platform/database/database.ts";

/** What is told of an organization to whoever watches. */
export type News =
  | { event: "asset"; data: { libraryId: string; assetId: string; change: AssetChange } }
  /** Too much changed there to name it: read it again. */
  | { event: "library"; data: { libraryId: string } }
  /** Who belongs to it, who is invited, or what it is called. */
  | { event: "members"; data: Record<string, never> }
  /** Which libraries it has, or what they are called. */
  | { event: "libraries"; data: Record<string, never> }
  /** Something may have been missed: read everything again. */
  | { event: "reset"; data: Record<string, never> };

const AssetChange = z.enum(["added", "ready", "failed", "updated", "deleted", "restored", "purged"]);
export type AssetChange = z.output<typeof AssetChange>;

/** A notice as the triggers of `assets` write it; without ids, the library has changed in many places. */
const AssetNotice = z.object({
  organization: z.int(),
  library: z.string(),
  change: AssetChange.optional(),
  ids: z.array(z.string()).optional(),
});

const OrganizationNotice = z.object({ organization: z.int(), changed: z.enum(["members", "libraries"]) });

export interface OrganizationChanges {
  /** Hears of every change in an organization from when this resolves; the function that it answers stops it. */
  watch(organizationId: number, hear: (news: News) => void): Promise<() => void>;
}

// What changes within a moment is told together; of a library where more than that changed, only that it did.
const momentMs = 100;
const toldMax = 20;

interface Untold {
  news: News[];
  tooMuch: boolean;
}

/** Changes made by all processes, by Postgres NOTIFY. Listens from the first watcher on. */
export function openOrganizationChanges(database: Pick<Database, "listen">): OrganizationChanges {
  const watchers = new Map<number, Set<(news: News) => void>>();
  const untold = new Map<number, Map<string, Untold>>();
  let listening: Promise<unknown> | undefined;
  let moment: NodeJS.Timeout | undefined;

  function note({ organization, library, change, ids }: z.output<typeof AssetNotice>) {
    if (!watchers.has(organization)) return;
    const libraries = untold.get(organization) ?? new Map<string, Untold>();
    untold.set(organization, libraries);
    const of = libraries.get(library) ?? { news: [], tooMuch: false };
    libraries.set(library, of);
    if (change === undefined || ids === undefined || of.news.length + ids.length > toldMax) of.tooMuch = true;
    else {
      of.news.push(
        ...ids.map((assetId) => ({ event: "asset" as const, data: { libraryId: library, assetId, change } })),
      );
    }
    moment ??= setTimeout(tell, momentMs).unref();
  }

  function tell() {
    moment = undefined;
    for (const [organization, libraries] of untold) {
      for (const [libraryId, { news, tooMuch }] of libraries) {
        const told: News[] = tooMuch ? [{ event: "library", data: { libraryId } }] : news;
        for (const one of told) for (const hear of watchers.get(organization) ?? []) hear(one);
      }
    }
    untold.clear();
  }

  function reset() {
    untold.clear();
    for (const hears of watchers.values()) for (const hear of hears) hear({ event: "reset", data: {} });
  }

  return {
    async watch(organizationId, hear) {
      listening ??= Promise.all([
        database.listen("asset_changes", {
          onMessage: (payload) => {
            if (watchers.size > 0) note(AssetNotice.parse(JSON.parse(payload)));
          },
          onState: (state) => state === "up" && reset(),
        }),
        database.listen("organization_changes", {
          onMessage: (payload) => {
            const { organization, changed } = OrganizationNotice.parse(JSON.parse(payload));
            for (const hear of watchers.get(organization) ?? []) hear({ event: changed, data: {} });
          },
        }),
      ]);
      await listening;
      const hears = watchers.get(organizationId) ?? new Set();
      watchers.set(organizationId, hears.add(hear));
      return () => {
        hears.delete(hear);
        if (hears.size === 0 && watchers.get(organizationId) === hears) watchers.delete(organizationId);
      };
    },
  };
}
