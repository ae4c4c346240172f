import { mediaTypes } from "./media-type.ts";

/** What names of accepted files end in, in small letters. Some types have more than one. */
export const extensions: ReadonlySet<string> = new Set([
  ...Object.values(mediaTypes).map(({ extension }) => extension),
  ...[
    "jpeg",
    "jpe",
    "jfif",
    "tif",
    "hif",
    "avifs",
    "apng",
    "dib",
    "jpf",
    "jpx",
    "j2k",
    "jpc",
    "psb",
    "m4v",
    "qt",
  ],
]);
