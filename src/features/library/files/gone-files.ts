import type { CacheArea } from "../../../platform/blobs/cache-area.ts";
import type { LibraryServices } from "../services.ts";
import { blobsWithRows, tellNodes } from "./store.ts";

/** Deletes what every node has made or copied of the files of a row that is gone. */
export async function deleteCopies(services: LibraryServices, blob: string): Promise<void> {
  for (const area of areasOf(services)) await area.deleteFolder(blob);
  await tellNodes(services.database, blob);
}

const foldersAtATime = 20_000;

/**
 * Deletes what this node made or copied of files that another node deletes. A node that was down asks when it is back.
 * Without an S3 store, all nodes have one folder.
 */
export async function openGoneFiles(services: LibraryServices): Promise<{ close(): void }> {
  const { database, log, config } = services;
  if (!config.s3) return { close() {} };
  const areas = areasOf(services);

  async function forgetAllGone(): Promise<void> {
    for (const area of areas) {
      const folders = await area.folders();
      for (let at = 0; at < folders.length; at += foldersAtATime) {
        const some = folders.slice(at, at + foldersAtATime);
        const there = new Set(await blobsWithRows(database, some));
        await deleteFolders(
          area,
          some.filter((folder) => !there.has(folder)),
        );
      }
    }
  }

  const logged = (work: Promise<void>) =>
    work.catch((error) =>
      log.warn({ err: error }, "Files that are gone could not be removed from the caches"),
    );
  const close = await database.listen("gone_files", {
    onMessage: (blob) =>
      void logged(Promise.all(areas.map((area) => area.deleteFolder(blob))).then(() => {})),
    onState: (state) => void (state === "up" && logged(forgetAllGone())),
  });
  return { close };
}

const areasOf = ({ cacheArea, copies }: LibraryServices): CacheArea[] => [
  cacheArea,
  ...(copies ? [copies] : []),
];

async function deleteFolders(area: CacheArea, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await area.deleteFolder(folder);
}
