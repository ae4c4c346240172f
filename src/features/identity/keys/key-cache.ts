import { LRUCache } from "lru-cache";
import type { LiveKey } from "../../../kernel/authenticate.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { CacheUse } from "../../../platform/metrics.ts";
import { isCalled } from "../slugs/is-called.ts";
import { isAccessToken, storedAccessToken } from "./access-token.ts";
import { liveConnection, liveKey, liveKeyById } from "./live/store.ts";
import { touchKeys } from "./store.ts";
import { isWellFormed, tokenHash } from "./token.ts";

export interface KeyCache {
  /**
   * The key or connected app behind a token, or undefined when it is malformed, unknown, deleted or expired. An app that reaches
   * several organizations is found in the one named, or else in its first.
   */
  find(token: string, organization?: unknown): Promise<LiveKey | undefined>;
  /** Finds a key by its id; undefined when deleted or expired. Always asks the database. */
  findById(keyId: string): Promise<LiveKey | undefined>;
  /**
   * Drops an organization's keys from this process's cache. Takes its row id or a slug. Postgres notifies the others.
   */
  forget(organization: number | string): void;
  close(): Promise<void>;
}

// About 1 kB each, so 10 MB at most.
const keysMax = 10_000;
const minuteMs = 60_000;
// Last uses are written in batches, this long after the first one.
const touchDelayMs = 1_000;

/**
 * Looks keys up by hash and caches them. Postgres notifies of every change (NOTIFY `access`).
 * While the listening connection is down nothing is cached, so a revoked key stops at once on every node.
 */
export async function openKeyCache(
  database: Database,
  clock: Clock,
  looked: CacheUse = () => {},
): Promise<KeyCache> {
  const remembered = new LRUCache<string, readonly LiveKey[]>({ max: keysMax });
  const usedInMinute = new LRUCache<string, number>({ max: keysMax });
  const toTouch = new Map<string, Date>();
  let touchTimer: NodeJS.Timeout | undefined;
  let trusted = false;
  // Counts changes. A row that was read before a change must not be cached after it.
  let changes = 0;

  function forgetWhere(matches: (live: LiveKey) => boolean) {
    changes++;
    for (const [hash, lives] of remembered) if (lives.some(matches)) remembered.delete(hash);
  }

  const stopListening = await database.listen("access", {
    onMessage: (organization) =>
      forgetWhere(
        organization === "*" ? () => true : (live) => live.organization.id === Number(organization),
      ),
    onState: (state) => {
      trusted = state === "up";
      forgetWhere(() => true);
    },
  });

  async function find(token: string, named?: unknown): Promise<LiveKey | undefined> {
    const isApp = isAccessToken(token);
    if (!isApp && !isWellFormed(token)) return undefined;
    const hash = tokenHash(token);
    const slot = hash.toString("base64");
    let lives = remembered.get(slot);
    looked(lives !== undefined);
    if (!lives) {
      const changesBefore = changes;
      lives = isApp
        ? await liveConnection(database, storedAccessToken(token))
        : await liveKey(database, hash);
      if (lives.length > 0 && trusted && changes === changesBefore) remembered.set(slot, lives);
    }
    return used(lives, named);
  }

  function used(lives: readonly LiveKey[], named?: unknown): LiveKey | undefined {
    const now = clock.now();
    const usable = lives.filter((live) => isUsable(live, now));
    const found = oneOf(usable, named);
    if (found) noteUse(found.key.id, now);
    return found;
  }

  function noteUse(keyId: string, now: Date) {
    const minute = Math.floor(now.getTime() / minuteMs);
    if (usedInMinute.get(keyId) === minute) return;
    usedInMinute.set(keyId, minute);
    toTouch.set(keyId, new Date(minute * minuteMs));
    touchTimer ??= setTimeout(() => void writeUses().catch(() => {}), touchDelayMs).unref();
  }

  async function writeUses() {
    clearTimeout(touchTimer);
    touchTimer = undefined;
    const uses = [...toTouch];
    toTouch.clear();
    if (uses.length > 0) await touchKeys(database, uses);
  }

  return {
    find,
    findById: async (keyId) => used(await liveKeyById(database, keyId)),
    forget: (organization) =>
      forgetWhere(({ organization: one }) =>
        typeof organization === "number" ? one.id === organization : isCalled(one, organization),
      ),
    async close() {
      stopListening();
      await writeUses().catch(() => {});
    },
  };
}

/** The key in the organization named, or else the first, with what it reaches elsewhere. */
function oneOf(usable: readonly LiveKey[], named: unknown): LiveKey | undefined {
  const found = usable.find(({ organization }) => isCalled(organization, named)) ?? usable[0];
  if (!found || usable.length === 1) return found;
  return { ...found, key: { ...found.key, elsewhere: usable.filter((other) => other !== found) } };
}

const isUsable = ({ keyExpiresAt, organization }: LiveKey, now: Date) =>
  !isPast(keyExpiresAt, now) && !isPast(organization.expiresAt, now);

const isPast = (moment: Date | null, now: Date) => moment !== null && moment <= now;
