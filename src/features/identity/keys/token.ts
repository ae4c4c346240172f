import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { base62, randomText } from "../../../platform/random-text.ts";

const shape = /^(pk_|rk_live_|rk_test_)[0-9A-Za-z]{36}$/;
const randomLength = 30;
const checksumLength = 6;

export type TokenPrefix = "pk_" | "rk_live_" | "rk_test_";

/** A new key: its prefix, 30 random base62 characters (178 bits), and 6 of CRC-32 over all of that. */
export function newToken(prefix: TokenPrefix): string {
  const body = prefix + randomText(base62, randomLength);
  return body + checksum(body);
}

/** Whether a token can be a key at all. Refuses typos without a look-up. */
export function isWellFormed(token: string): boolean {
  return shape.test(token) && token.endsWith(checksum(token.slice(0, -checksumLength)));
}

/** What is stored in place of a key: 32 bytes of SHA-256. */
export const tokenHash = (token: string): Buffer => hash("sha256", token, "buffer");

/** What a person recognises a key by: the first 7 and the last 4 characters. */
export const tokenHint = (token: string): string => `${token.slice(0, 7)}…${token.slice(-4)}`;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < checksumLength; i++) {
    digits = base62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
