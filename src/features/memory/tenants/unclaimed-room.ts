import { LRUCache } from "lru-cache";
import { Failure } from "../../../kernel/failure.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Config } from "../../../platform/config.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { exchangeBytes } from "./store.ts";

export interface UnclaimedRoom {
  /** Counts bytes of an exchange. Fails if an unclaimed tenant would store more than it may. */
  take(organizationId: number, bytes: number): Promise<void>;
}

// Counting reads every row of the tenant. Until the next count, what this process adds is summed up.
const recountMs = 60_000;
const tenantsMax = 10_000;

export function openUnclaimedRoom(
  database: Queryable,
  clock: Clock,
  { unclaimedStorageBytesMax }: Pick<Config, "unclaimedStorageBytesMax">,
): UnclaimedRoom {
  const counted = new LRUCache<number, { bytes: number; atMs: number }>({ max: tenantsMax });
  return {
    async take(organizationId, bytes) {
      let room = counted.get(organizationId);
      if (!room || clock.elapsedMs() - room.atMs > recountMs) {
        room = { bytes: await exchangeBytes(database, organizationId), atMs: clock.elapsedMs() };
        counted.set(organizationId, room);
      }
      room.bytes += bytes;
      if (room.bytes <= unclaimedStorageBytesMax) return;
      room.bytes -= bytes;
      throw new Failure(
        "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
        `An unclaimed tenant can store up to ${Math.floor(unclaimedStorageBytesMax / 1024 / 1024)} MB. Claim it to lift this limit: open its claim link and sign in.`,
      );
    },
  };
}
