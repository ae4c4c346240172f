/** Longest edges in pixels that an upload's picture is rendered at. */
export const thumbnailSizes = ["400", "800"] as const;
/** Longest edges in pixels that links offer; those beyond the thumbnails are rendered on their first request. */
export const renditionSizes = [...thumbnailSizes, "1600", "2400"] as const;
export type RenditionSize = (typeof renditionSizes)[number];

/** What `processPicture` makes of every picture. */
export type ThumbnailName = (typeof thumbnailSizes)[number] | "blurred";

export const renditionNames = [...renditionSizes, "blurred"] as const;
export type RenditionName = (typeof renditionNames)[number];
