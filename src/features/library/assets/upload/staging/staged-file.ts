import { z } from "zod";
import { PictureData } from "../../../../../media/renditions/renditions.ts";
import { MediaType } from "../../../../../media/sniff/media-type.ts";

/** A file that is durable in the blob store, until an operation commits it to a library. */
export const StagedFile = z.object({
  /** Its folder in the blob store: `<blob>/original`, and `<blob>/public` when `stripped`. */
  blob: z.string(),
  filename: z.string(),
  mediaType: MediaType,
  bytes: z.number(),
  /** Of the copy without private metadata. */
  publicBytes: z.number().optional(),
  sha256: z.instanceof(Buffer),
  /** Whether there is a copy without private metadata, which is served instead of the original. */
  stripped: z.boolean(),
  /** Set if its thumbnails were rendered during the upload. */
  picture: PictureData.optional(),
});
export type StagedFile = z.output<typeof StagedFile>;

/** A file that was not accepted. `refusal` is a sentence with the reason, without the file's name. */
export const RefusedFile = z.object({ filename: z.string(), refusal: z.string() });
export type RefusedFile = z.output<typeof RefusedFile>;
