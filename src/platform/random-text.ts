import { randomInt } from "node:crypto";

export const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
export const base36 = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Characters of an alphabet, uniformly at random. One of base62 carries 5.95 bits, one of base36 5.17. */
export const randomText = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
