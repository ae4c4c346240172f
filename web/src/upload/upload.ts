import type { Destination } from "./send.ts";

export type UploadState = "waiting" | "running" | "failed" | "done";

/** One file in the queue. */
export interface Upload extends Destination {
  id: number;
  file: File;
  state: UploadState;
  sentBytes: number;
  /** The asset that already had the same file. */
  duplicateOf: string | null;
  /** Why it failed. */
  problem: string | null;
  /** When its first try began, in Unix ms. */
  begunAt: number | null;
  tries: number;
  /** Whether a retry would fail too. */
  isFinal: boolean;
}
