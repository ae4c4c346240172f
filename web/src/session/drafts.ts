/** Unsaved descriptions by asset. They survive opening another asset. */
export const drafts = new Map<string, string>();
