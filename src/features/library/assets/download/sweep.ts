import type { LibraryServices } from "../../services.ts";
import { deleteExpiredDownloads } from "./store.ts";

/** Deletes download links that have expired. */
export const sweepDownloads = ({ database, clock }: LibraryServices): Promise<void> =>
  deleteExpiredDownloads(database, clock.now());
