import type { Picture } from "../../files/decoding.ts";
import type { SavedEdits } from "./edits.ts";

/** The parts of an asset that say how it is drawn. */
export interface Drawn extends Picture {
  /** Pixels, upright, before edits. Null while it is being processed, and for video and PDF. */
  width: number | null;
  height: number | null;
  edits: SavedEdits | null;
}
