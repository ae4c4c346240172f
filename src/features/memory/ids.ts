import { base62, randomText } from "../../platform/random-text.ts";

/** Ids of the memory API: a prefix for the type and 16 base62 characters (95 random bits). */
export const newId = (of: "ten" | "usr" | "conv" | "int" | "fact"): string =>
  `${of}_${randomText(base62, 16)}`;
