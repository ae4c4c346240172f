import { fail } from "../../../kernel/failure.ts";
import { UnreadablePicture } from "../../../media/bytes/unreadable-picture.ts";
import { DecodeInterrupted } from "../../../media/decode/decode-interrupted.ts";
import type { RenditionName } from "../../../media/renditions/names.ts";
import { BlobMissing, type OpenBlob } from "../../../platform/blobs/blobs.ts";
import type { LibraryServices } from "../services.ts";
import type { Picture } from "./renditions.ts";

/** Opens a rendition for delivery. Fails with `RESOURCE_NOT_FOUND` if it does not exist and cannot be rendered. */
export async function openRendition(
  { renditions }: Pick<LibraryServices, "renditions">,
  picture: Picture,
  name: RenditionName,
): Promise<OpenBlob> {
  try {
    return await renditions.open(picture, name);
  } catch (error) {
    if (error instanceof UnreadablePicture || error instanceof BlobMissing) throw fail.missing("asset");
    if (error instanceof DecodeInterrupted) throw fail.unavailable();
    throw error;
  }
}
