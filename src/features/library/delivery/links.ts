import { LRUCache } from "lru-cache";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { CacheUse } from "../../../platform/metrics.ts";
import { type LinkedAsset, linkedAsset } from "./store.ts";

export interface Links {
  /** The asset of a link. Undefined if the link does not work (any more). */
  find(assetId: string): LinkedAsset | undefined | Promise<LinkedAsset | undefined>;
  /** Whether this is still the asset of its link, without a look into the database. */
  isKnown(asset: LinkedAsset): boolean;
  /** The same from the database, whatever is cached. */
  read(assetId: string): Promise<LinkedAsset | undefined>;
  /** Removes an organization's links from the cache of this process, by its row id or a slug. Postgres notifies the others. */
  forget(organization: number | string): void;
  close(): void;
}

interface Remembered {
  asset: LinkedAsset;
  at: number;
}

// About 1 kB each.
const linksMax = 20_000;
const organizationsMax = 10_000;

/**
 * Looks up links and caches them as long as Postgres notifies of every change (NOTIFY `links`). Nothing is cached while that
 * connection is down, so a link to an asset in the trash stops working at once on every node.
 */
export async function openLinks(
  database: Database,
  clock: Clock,
  looked: CacheUse = () => {},
): Promise<Links> {
  const remembered = new LRUCache<string, Remembered>({ max: linksMax });
  // Counts changes. A row read before the latest change of its organization is not cached.
  let changes = 0;
  const latest = new Map<number, number>();
  let trusted = false;

  function forgetAll() {
    changes++;
    remembered.clear();
    latest.clear();
  }

  function forget(organization: number | string) {
    if (typeof organization === "string" || latest.size >= organizationsMax) return forgetAll();
    latest.set(organization, ++changes);
  }

  const stopListening = await database.listen("links", {
    onMessage(payload) {
      const { organization, assets = [] } = JSON.parse(payload) as {
        organization?: number;
        assets?: string[];
      };
      if (organization !== undefined) forget(organization);
      changes++;
      for (const id of assets) remembered.delete(id);
    },
    onState(state) {
      trusted = state === "up";
      forgetAll();
    },
  });

  async function read(assetId: string): Promise<LinkedAsset | undefined> {
    const at = changes;
    const asset = await linkedAsset(database, assetId);
    if (asset && trusted && at === changes) remembered.set(assetId, { asset, at });
    return live(asset);
  }

  const isCurrent = ({ asset, at }: Remembered) => at >= (latest.get(asset.organizationId) ?? 0);

  function live(asset: LinkedAsset | undefined): LinkedAsset | undefined {
    return asset?.expiresAt && asset.expiresAt <= clock.now() ? undefined : asset;
  }

  return {
    find(assetId) {
      const known = remembered.get(assetId);
      const hit = known !== undefined && isCurrent(known);
      looked(hit);
      return hit ? live(known.asset) : read(assetId);
    },
    isKnown(asset) {
      const known = remembered.get(asset.id);
      const hit =
        known !== undefined && known.asset === asset && isCurrent(known) && live(asset) !== undefined;
      if (hit) looked(true);
      return hit;
    },
    read,
    forget,
    close: stopListening,
  };
}
