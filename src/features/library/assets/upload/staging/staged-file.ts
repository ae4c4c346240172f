import { z } from "zod";
import { PictureData } from "../../../../../media/renditions/renditions.ts";
import { MediaType } from "../../../../../media/sniff/media-type.ts";

/** A file whose bytes lie durably in the blob store, waiting for an operation to commit it to a library. */
export const StagedFile = z.object({
  /** Its folder in the blob store: `<blob>/original`, and `<blob>/public` when `stripped`. */
  blob: z.string(),
  filename: z.string(),
  mediaType: MediaType,
  bytes: z.number(),
  sha256: z.instanceof(Buffer),
  /** Whether a copy without private metadata was made, to be served in place of the original. */
  stripped: z.boolean(),
  /** Set when its thumbnails were made while others of the same upload arrived. */
  picture: PictureData.optional(),
});
export type StagedFile = z.output<typeof StagedFile>;

/** A file that was left out, and why: one sentence, without its name. */
export const RefusedFile = z.object({ filename: z.string(), refusal: z.string() });
export type RefusedFile = z.output<typeof RefusedFile>;
