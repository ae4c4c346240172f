import { Failure } from "../../../../kernel/failure.ts";
import type { Config } from "../../../../platform/config.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { lockLimits, storedBytes } from "../../../identity/organizations/store.ts";
import { reservedBy } from "./resumable/store.ts";
import type { StagedFile } from "./staging/staged-file.ts";
import { bytesOfAsset } from "./store.ts";

type Limits = Pick<Config, "unclaimedStorageBytesMax">;

interface Room {
  /** null if there is no limit. */
  bytesMax: number | null;
  unclaimed: boolean;
  /** With what resumable uploads reserve. */
  stored: number;
}

/** What does not count when room is looked for. */
export interface Freed {
  /** An asset whose file is replaced. */
  assetId?: string | undefined;
  /** The resumable upload that is committed: its bytes are reserved already. */
  uploadId?: number | undefined;
}

async function roomOf(
  tx: Queryable,
  config: Limits,
  organizationId: number,
  { assetId, uploadId }: Freed = {},
): Promise<Room> {
  const limits = await lockLimits(tx, organizationId);
  const unclaimed = limits.expiresAt !== null;
  const bytesMax = unclaimed ? config.unclaimedStorageBytesMax : limits.storageBytesMax;
  if (bytesMax === null) return { bytesMax, unclaimed, stored: 0 };
  const reserved = await reservedBy(tx, organizationId, uploadId);
  const freed = assetId === undefined ? 0 : await bytesOfAsset(tx, organizationId, assetId);
  return { bytesMax, unclaimed, stored: (await storedBytes(tx, organizationId)) + reserved.bytes - freed };
}

/** Locks the organization, and returns a check that files do not exceed its storage limit. */
export async function lockStorage(
  tx: Queryable,
  config: Limits,
  organizationId: number,
  freed?: Freed,
): Promise<(files: readonly Pick<StagedFile, "bytes">[]) => void> {
  const room = await roomOf(tx, config, organizationId, freed);
  return (files) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, room.stored);
    if (room.bytesMax !== null && bytes > room.bytesMax) throw overLimit(room);
  };
}

/** Bytes of running uploads in this process, by organization. They are on the disk but not in a row yet. */
export interface StagedBytes {
  /** Opens one upload of an organization. */
  open(
    database: Queryable & { transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> },
    organizationId: number,
    freed?: Freed,
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
    async open(database, organizationId, freed) {
      const room = await database.transaction((tx) => roomOf(tx, config, organizationId, freed));
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
