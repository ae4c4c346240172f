import { randomText } from "../identity/keys/token.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Ids of the memory API: a prefix that says of what, and 16 base62 characters (95 random bits). */
export const newId = (of: "ten" | "usr" | "conv" | "int" | "fact"): string =>
  `${of}_${randomText(base62, 16)}`;
