import { Failure } from "../../../../kernel/failure.ts";
import type { Config } from "../../../../platform/config.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { lockLimits, storedBytes } from "../../../identity/organizations/store.ts";
import type { StagedFile } from "./staging/staged-file.ts";
import { bytesOfAsset } from "./store.ts";

type Limits = Pick<Config, "unclaimedStorageBytesMax">;

interface Room {
  /** null if there is no limit. */
  bytesMax: number | null;
  unclaimed: boolean;
  stored: number;
}

/** `replacedId` is an asset whose bytes do not count, because its file is replaced. */
async function roomOf(
  tx: Queryable,
  config: Limits,
  organizationId: number,
  replacedId?: string,
): Promise<Room> {
  const limits = await lockLimits(tx, organizationId);
  const unclaimed = limits.expiresAt !== null;
  const bytesMax = unclaimed ? config.unclaimedStorageBytesMax : limits.storageBytesMax;
  if (bytesMax === null) return { bytesMax, unclaimed, stored: 0 };
  const freed = replacedId === undefined ? 0 : await bytesOfAsset(tx, organizationId, replacedId);
  return { bytesMax, unclaimed, stored: (await storedBytes(tx, organizationId)) - freed };
}

/**
 * Locks the organization, and returns a check that files do not exceed its storage limit. `replacedId` is an asset whose file
 * one of them replaces.
 */
export async function lockStorage(
  tx: Queryable,
  config: Limits,
  organizationId: number,
  replacedId?: string,
): Promise<(files: readonly Pick<StagedFile, "bytes">[]) => void> {
  const room = await roomOf(tx, config, organizationId, replacedId);
  return (files) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, room.stored);
    if (room.bytesMax !== null && bytes > room.bytesMax) throw overLimit(room);
  };
}

/** Bytes of running uploads in this process, by organization. They are on the disk but not in a row yet. */
export interface StagedBytes {
  /** Opens one upload of an organization. `replacedId` is an asset whose file it replaces. */
  open(
    database: Queryable & { transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> },
    organizationId: number,
    replacedId?: string,
  ): Promise<Staging>;
}

export interface Staging {
  /**
   * Counts received bytes. Fails if they, with what is stored or with what is being uploaded, exceed the organization's
   * storage limit. The commit checks the sum.
   */
  take(bytes: number): void;
  /** Ends the upload, when its bytes are in rows or deleted. */
  end(): void;
}

export function openStagedBytes(config: Limits): StagedBytes {
  const byOrganization = new Map<number, number>();
  return {
    async open(database, organizationId, replacedId) {
      const room = await database.transaction((tx) => roomOf(tx, config, organizationId, replacedId));
      let own = 0;
      return {
        take(bytes) {
          own += bytes;
          const all = (byOrganization.get(organizationId) ?? 0) + bytes;
          byOrganization.set(organizationId, all);
          // Not their sum: an upload that has just committed is still in `all`, and may be in `stored` already.
          if (room.bytesMax !== null && Math.max(room.stored + own, all) > room.bytesMax)
            throw overLimit(room);
        },
        end() {
          const left = (byOrganization.get(organizationId) ?? 0) - own;
          own = 0;
          if (left > 0) byOrganization.set(organizationId, left);
          else byOrganization.delete(organizationId);
        },
      };
    },
  };
}

function overLimit({ bytesMax, unclaimed }: Room): Failure {
  const limit = `${Math.floor((bytesMax ?? 0) / 1024 / 1024)} MB`;
  return unclaimed
    ? new Failure(
        "EPHEMERAL_STORAGE_LIMIT_EXCEEDED",
        `An unclaimed organization can store up to ${limit}. Claim it to lift this limit: open its claim link and sign in.`,
      )
    : new Failure(
        "STORAGE_LIMIT_EXCEEDED",
        `This organization can store up to ${limit}. Empty the trash, or ask the operator of this server for more.`,
      );
}
