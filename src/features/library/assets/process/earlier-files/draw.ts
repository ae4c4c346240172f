import { type MediaType, mediaTypes } from "../../../../../media/sniff/media-type.ts";
import type { LibraryServices } from "../../../services.ts";
import { queueEarlierFiles } from "./store.ts";

// Bounds what a minute looks through: some 100,000 assets.
const stepsMax = 20;

/**
 * Queues documents and videos that were uploaded before there were thumbnails, a few at a time, once. Videos wait until
 * ffmpeg is there.
 */
export async function drawEarlierFiles({ database, config }: LibraryServices): Promise<void> {
  for (const kind of config.ffmpeg ? (["document", "video"] as const) : (["document"] as const)) {
    for (let step = 0; step < stepsMax; step++) {
      const queued = await database.transaction((tx) => queueEarlierFiles(tx, kind, typesOf(kind)));
      if (queued !== 0) break; // some were queued, or nothing is left
    }
  }
}

const typesOf = (kind: "document" | "video"): MediaType[] =>
  (Object.keys(mediaTypes) as MediaType[]).filter((type) => mediaTypes[type].kind === kind);
