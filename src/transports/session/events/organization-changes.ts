import { z } from "zod";
import type { Database } from "../../../platform/database/database.ts";

/** A change that the watchers of an organization are notified of. */
export type Change =
  | { event: "asset"; data: { libraryId: string; assetId: string; change: AssetChange } }
  /** Too many assets changed to name them: reload the library. */
  | { event: "library"; data: { libraryId: string } }
  /** Members, invitations, or the organization's name. */
  | { event: "members"; data: Record<string, never> }
  /** The list of libraries, or their names. */
  | { event: "libraries"; data: Record<string, never> }
  /** What is kept of these users changed; of any, if none is named. */
  | { event: "memory"; data: { userIds?: string[] } }
  /** Changes may have been missed: reload everything. */
  | { event: "reset"; data: Record<string, never> };

const AssetChange = z.enum(["added", "ready", "failed", "updated", "deleted", "restored", "purged"]);
export type AssetChange = z.output<typeof AssetChange>;

/** A notification of the triggers on `assets`. Without ids, many assets of the library changed. */
const AssetNotice = z.object({
  organization: z.int(),
  library: z.string(),
  change: AssetChange.optional(),
  ids: z.array(z.string()).optional(),
});
type AssetNotice = z.output<typeof AssetNotice>;

const OrganizationNotice = z.object({ organization: z.int(), changed: z.enum(["members", "libraries"]) });

/** Without users, too many changed to name them, or it isn't known which. */
const MemoryNotice = z.object({ organization: z.int(), users: z.array(z.string()).optional() });

type Listener = (change: Change) => void;

export interface OrganizationChanges {
  /** Calls `notify` for every change in the organization once this has resolved. Returns a function that stops it. */
  watch(organizationId: number, notify: Listener): Promise<() => void>;
}

// Changes within this time are sent together. Above the maximum, a library's changes become one `library` event.
const batchMs = 100;
const assetChangesMax = 20;

/** Changes that all processes make, by Postgres NOTIFY. It listens from the first watcher on. */
export function openOrganizationChanges(database: Pick<Database, "listen">): OrganizationChanges {
  const watchers = new Map<number, Set<Listener>>();
  const pending = pendingChanges((organization, changes) => {
    for (const change of changes) notify(organization, change);
  });
  let listening: Promise<unknown> | undefined;

  function notify(organization: number, change: Change) {
    for (const listener of watchers.get(organization) ?? []) listener(change);
  }

  function reset() {
    pending.clear();
    for (const organization of watchers.keys()) notify(organization, { event: "reset", data: {} });
  }

  const listen = () =>
    Promise.all([
      database.listen("asset_changes", {
        onMessage: (payload) => {
          if (watchers.size === 0) return;
          const notice = AssetNotice.parse(JSON.parse(payload));
          if (watchers.has(notice.organization)) pending.add(notice);
        },
        onState: (state) => state === "up" && reset(),
      }),
      database.listen("organization_changes", {
        onMessage: (payload) => {
          const { organization, changed } = OrganizationNotice.parse(JSON.parse(payload));
          notify(organization, { event: changed, data: {} });
        },
      }),
      database.listen("memory_changes", {
        onMessage: (payload) => {
          const { organization, users } = MemoryNotice.parse(JSON.parse(payload));
          notify(organization, { event: "memory", data: users ? { userIds: users } : {} });
        },
      }),
    ]);

  return {
    async watch(organizationId, listener) {
      listening ??= listen();
      await listening;
      const listeners = watchers.get(organizationId) ?? new Set();
      watchers.set(organizationId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watchers.get(organizationId) === listeners)
          watchers.delete(organizationId);
      };
    },
  };
}

interface LibraryChanges {
  organization: number;
  libraryId: string;
  changes: Change[];
  /** More assets changed than `changes` names. */
  isTooMany: boolean;
}

/** Collects asset changes for a moment, then hands them to `flush` by library. */
function pendingChanges(flush: (organization: number, changes: readonly Change[]) => void) {
  const byLibrary = new Map<string, LibraryChanges>();
  let timer: NodeJS.Timeout | undefined;

  function flushAll() {
    timer = undefined;
    const libraries = [...byLibrary.values()];
    byLibrary.clear();
    for (const { organization, libraryId, changes, isTooMany } of libraries) {
      flush(organization, isTooMany ? [{ event: "library", data: { libraryId } }] : changes);
    }
  }

  return {
    add({ organization, library: libraryId, change, ids }: AssetNotice) {
      const key = `${organization} ${libraryId}`;
      const library = byLibrary.get(key) ?? { organization, libraryId, changes: [], isTooMany: false };
      byLibrary.set(key, library);
      if (
        change === undefined ||
        ids === undefined ||
        library.changes.length + ids.length > assetChangesMax
      ) {
        library.isTooMany = true;
      } else {
        const named = ids.map(
          (assetId) => ({ event: "asset", data: { libraryId, assetId, change } }) as const,
        );
        library.changes.push(...named);
      }
      if (timer === undefined) timer = setTimeout(flushAll, batchMs).unref();
    },
    clear: () => byLibrary.clear(),
  };
}
