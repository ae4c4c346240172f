/** Descriptions that are written but not saved, by asset: they survive a look at another one. */
export const drafts = new Map<string, string>();
