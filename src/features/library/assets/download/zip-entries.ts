import type { Readable } from "node:stream";
import { BlobMissing } from "../../../../platform/blobs/blobs.ts";
import type { ZipEntry } from "../../../../platform/zip.ts";
import { blobFiles } from "../../files/blob-files.ts";
import type { LibraryServices } from "../../services.ts";
import { entryNames } from "./entry-names.ts";
import type { DownloadedFile } from "./store.ts";

/** The files of a download as entries of a ZIP file: the same bytes that their links serve. */
export function zipEntries(
  { blobs, config }: Pick<LibraryServices, "blobs" | "config">,
  files: readonly DownloadedFile[],
): ZipEntry[] {
  const names = entryNames(files.map(({ filename }) => filename));
  return files.map(({ blob, stripped, bytes, publicBytes, createdAt }, at) => {
    const isPublic = stripped && !config.servePrivateMetadata;
    return {
      name: names[at] as string,
      modified: createdAt,
      bytes: isPublic ? (publicBytes ?? undefined) : bytes,
      async open(): Promise<Readable> {
        const key = blobFiles(blob)[isPublic ? "public" : "original"];
        const file = await blobs.open(key);
        if (!file) throw new BlobMissing(key); // purged meanwhile
        return file.stream();
      },
    };
  });
}
