import { fail } from "../../../kernel/failure.ts";
import { UnreadablePicture } from "../../../media/bytes/unreadable-picture.ts";
import { DecodeInterrupted } from "../../../media/decode/decode-interrupted.ts";
import { BlobMissing } from "../../../platform/blobs/blobs.ts";

/** Awaits a rendition for delivery. Fails with `RESOURCE_NOT_FOUND` if it does not exist and cannot be rendered. */
export async function whileRendering<T>(rendering: Promise<T>): Promise<T> {
  try {
    return await rendering;
  } catch (error) {
    if (error instanceof UnreadablePicture || error instanceof BlobMissing) throw fail.missing("asset");
    if (error instanceof DecodeInterrupted) throw fail.unavailable();
    throw error;
  }
}
