import { type MediaType, mediaTypes } from "../../../../../media/sniff/media-type.ts";
import { nameOf } from "./funnel.ts";

/** A file's name with an extension that fits another type. */
export const renamedFor = (type: MediaType, before: { filename: string; mediaType: MediaType }): string =>
  type === before.mediaType ? before.filename : `${nameOf(before.filename)}.${mediaTypes[type].extension}`;
