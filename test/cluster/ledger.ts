import { createHash } from "node:crypto";
import type { Team } from "./people.ts";
import type { Tenant } from "./tenant.ts";

/** An uploaded file that was acknowledged. */
export interface Kept {
  id: string;
  url: string;
  team: Team;
  sha256: string;
  /** Where it may be: one library, or two after a transfer whose answer was lost. */
  libraries: string[];
  /** Tags that were acknowledged. */
  tags: string[];
}

/** An exchange that was acknowledged. */
export interface Remembered {
  id: string;
  tenant: Tenant;
  word: string;
}

/** Every write that the cluster acknowledged. What is in here must be there whatever failed. */
export interface Ledger {
  files: Kept[];
  exchanges: Remembered[];
  /** Secrets of deleted keys. */
  deletedKeys: string[];
  counts: Record<Acknowledged, number>;
  /** What was found missing or wrong while the load ran. */
  lost: string[];
}

export type Acknowledged = "uploads" | "tags" | "transfers" | "exchanges" | "deleted keys" | "role changes";

export const openLedger = (): Ledger => ({
  files: [],
  exchanges: [],
  deletedKeys: [],
  counts: { uploads: 0, tags: 0, transfers: 0, exchanges: 0, "deleted keys": 0, "role changes": 0 },
  lost: [],
});

export const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
