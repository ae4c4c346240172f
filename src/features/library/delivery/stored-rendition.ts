import { fail } from "../../../kernel/failure.ts";
import { UnreadablePicture } from "../../../media/bytes/unreadable-picture.ts";
import { BlobMissing } from "../../../platform/blobs/blobs.ts";
import type { RenditionName } from "../assets/upload/blob-files.ts";
import type { LibraryServices } from "../services.ts";
import type { Picture } from "./renditions.ts";

/** The key of a rendition, made now if there is none yet. Fails with `RESOURCE_NOT_FOUND` when none can be made. */
export async function storedRendition(
  { renditions }: Pick<LibraryServices, "renditions">,
  picture: Picture,
  name: RenditionName,
): Promise<string> {
  try {
    return await renditions.stored(picture, name);
  } catch (error) {
    if (error instanceof UnreadablePicture || error instanceof BlobMissing) throw fail.missing("asset");
    throw error;
  }
}
