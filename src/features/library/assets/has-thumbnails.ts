import { isDrawn, isPicture } from "../../../media/sniff/is-picture.ts";
import type { AssetRow } from "./row/store.ts";

/** Pictures have thumbnails once they are ready, and documents once their first page was drawn. */
export const hasThumbnails = (
  { status, mediaType }: Pick<AssetRow, "status" | "mediaType">,
  wasDrawn: boolean,
): boolean => status === "ready" && (isPicture(mediaType) || (isDrawn(mediaType) && wasDrawn));
