import { randomInt } from "node:crypto";

export const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
export const base36 = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Uniformly random characters of an alphabet: 5.95 bits each for base62, 5.17 for base36. */
export const randomText = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
