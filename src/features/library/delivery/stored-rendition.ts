import { fail } from "../../../kernel/failure.ts";
import type { Services } from "../../../main/services-type.ts";
import { UnreadablePicture } from "../../../media/decode/unreadable-picture.ts";
import { BlobMissing } from "../../../platform/blobs/blobs.ts";
import type { RenditionName } from "../assets/upload/blob-files.ts";
import type { Picture } from "./renditions.ts";

/** The key of a rendition, made now if there is none yet. Fails with `RESOURCE_NOT_FOUND` when none can be made. */
export async function storedRendition(
  { renditions }: Pick<Services, "renditions">,
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
