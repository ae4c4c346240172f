import { purgeFromCdnLater } from "../assets/store.ts";
import { assetsAfter } from "../libraries/store.ts";
import type { LibraryServices } from "../services.ts";

// With their views, a job of about 100 kB.
const assetsPerJob = 500;

/** Queues that the CDN forgets every link of a library. Links with parameters are asked for again within a minute. */
export async function purgeLibrary(
  { database, config }: Pick<LibraryServices, "database" | "config">,
  { libraryId }: { libraryId: number },
): Promise<void> {
  if (config.cdnPurgeUrl === undefined) return;
  for (let after = ""; ; ) {
    const ids = await assetsAfter(database, libraryId, after, assetsPerJob);
    const last = ids.at(-1);
    if (last === undefined) return;
    await purgeFromCdnLater(database, ids);
    after = last;
  }
}
