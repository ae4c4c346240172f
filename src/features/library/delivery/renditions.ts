import type { RenditionName } from "../../../media/renditions/names.ts";
import type { OpenBlob } from "../../../platform/blobs/blobs.ts";
import type { Drawn } from "../assets/edit/drawn.ts";
import { pixelEdits } from "../assets/edit/edits.ts";
import { whileRendering } from "../files/while-rendering.ts";
import type { LibraryServices } from "../services.ts";
import type { Asked } from "./modifiers/modifier.ts";
import { resolve } from "./modifiers/resolve.ts";
import { sourceOf } from "./source.ts";

/** Opens one of a picture's sizes, with its edits. Fails with `RESOURCE_NOT_FOUND` if it cannot be drawn. */
export async function openRendition(
  services: Pick<LibraryServices, "renditions" | "transforms">,
  asset: Drawn,
  name: RenditionName,
): Promise<OpenBlob> {
  if (!pixelEdits(asset.edits)) return whileRendering(services.renditions.open(asset, name));
  const source = await sourceOf(services, asset);
  const transform = resolve(name === "blurred" ? blurred : within(Number(name)), source, {
    exact: true,
    accept: undefined,
  });
  return whileRendering(services.transforms.open(asset, transform));
}

// As media/renditions/renditions.ts encodes them.
const within = (edge: number): Asked => ({
  width: { pixels: edge },
  height: { pixels: edge },
  fit: "max",
  format: "webp",
  quality: 84,
});
const blurred: Asked = { ...within(400), blur: 200, quality: 40 };
