import type { Drawn } from "../assets/edit/drawn.ts";
import { pixelEdits } from "../assets/edit/edits.ts";
import { whileRendering } from "../files/while-rendering.ts";
import type { LibraryServices } from "../services.ts";
import type { Source } from "./modifiers/resolve.ts";

/** What links draw of a picture. One that is not processed yet is read first: its links work from the start. */
export async function sourceOf(
  { renditions }: Pick<LibraryServices, "renditions">,
  asset: Drawn,
  unedited = false,
): Promise<Source> {
  const { mediaType, width, height } = asset;
  const saved = unedited ? null : asset.edits;
  const edits = pixelEdits(saved);
  const size =
    width !== null && height !== null ? { width, height } : await whileRendering(renditions.process(asset));
  return {
    mediaType,
    size,
    ...(edits && { edits }),
    ...(saved?.focalPoint && { focus: saved.focalPoint }),
  };
}
