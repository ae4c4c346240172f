/** Longest edges, in pixels, of the thumbnails that are rendered after an upload. */
export const thumbnailSizes = ["400", "800"] as const;
/** Longest edges, in pixels, that have links. Sizes other than thumbnails are rendered on their first request. */
export const renditionSizes = [...thumbnailSizes, "1600", "2400"] as const;
export type RenditionSize = (typeof renditionSizes)[number];

/** The renditions by `processPicture`. */
export type ThumbnailName = (typeof thumbnailSizes)[number] | "blurred";

export const renditionNames = [...renditionSizes, "blurred"] as const;
export type RenditionName = (typeof renditionNames)[number];
