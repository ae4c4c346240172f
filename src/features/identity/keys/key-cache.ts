import { LRUCache } from "lru-cache";
import type { LiveKey } from "../../../kernel/authenticate.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/database/database.ts";
import { liveKey, liveKeyById, touchKeys } from "./store.ts";
import { isWellFormed, tokenHash } from "./token.ts";

export interface KeyCache {
  /** The key behind a token, or undefined when it is malformed, unknown, deleted or expired. */
  find(token: string): Promise<LiveKey | undefined>;
  /** The same by its id; undefined when it is deleted or expired. Always asks the database. */
  findById(keyId: string): Promise<LiveKey | undefined>;
  /** Forgets the keys of an organization, by its row id or a slug of it, in this process. Others hear from Postgres. */
  forget(organization: number | string): void;
  close(): Promise<void>;
}

// About 1 kB each: enough for every key that is in use at a time.
const keysMax = 10_000;
const minuteMs = 60_000;
// Uses are written together, this long after the first.
const touchDelayMs = 1_000;

/**
 * Looks keys up by hash, and remembers them as long as Postgres tells of every change (NOTIFY `access`).
 * While that line is down nothing is remembered, so a revoked key stops at once on every node.
 */
export async function openKeyCache(database: Database, clock: Clock): Promise<KeyCache> {
  const remembered = new LRUCache<string, LiveKey>({ max: keysMax });
  const usedInMinute = new LRUCache<string, number>({ max: keysMax });
  const toTouch = new Map<string, Date>();
  let touchTimer: NodeJS.Timeout | undefined;
  let trusted = false;
  // Grows with every change: an answer read before it must not be remembered after it.
  let changes = 0;

  function forgetWhere(matches: (live: LiveKey) => boolean) {
    changes++;
    for (const [hash, live] of remembered) if (matches(live)) remembered.delete(hash);
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

  async function find(token: string): Promise<LiveKey | undefined> {
    if (!isWellFormed(token)) return undefined;
    const hash = tokenHash(token);
    const slot = hash.toString("base64");
    let live = remembered.get(slot);
    if (!live) {
      const changesBefore = changes;
      live = await liveKey(database, hash);
      if (live && trusted && changes === changesBefore) remembered.set(slot, live);
    }
    return used(live);
  }

  function used(live: LiveKey | undefined): LiveKey | undefined {
    const now = clock.now();
    if (!live || isPast(live.keyExpiresAt, now) || isPast(live.organization.expiresAt, now)) return undefined;
    noteUse(live.key.id, now);
    return live;
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
      forgetWhere(({ organization: { id, slug, formerSlugs } }) =>
        typeof organization === "number"
          ? id === organization
          : slug === organization || formerSlugs.includes(organization),
      ),
    async close() {
      stopListening();
      await writeUses().catch(() => {});
    },
  };
}

const isPast = (moment: Date | null, now: Date) => moment !== null && moment <= now;
