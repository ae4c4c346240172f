import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { base62, randomText } from "../../../platform/random-text.ts";

const shape = /^(pk_|rk_live_|rk_test_)[0-9A-Za-z]{36}$/;
const randomLength = 30;
const checksumLength = 6;

export type TokenPrefix = "pk_" | "rk_live_" | "rk_test_";

/** A new key: a prefix, 30 random base62 characters (178 bits), and 6 characters of CRC-32 over both. */
export function newToken(prefix: TokenPrefix): string {
  const body = prefix + randomText(base62, randomLength);
  return body + checksum(body);
}

/** Whether a token has the form and checksum of a key. Catches typos without a query. */
export function isWellFormed(token: string): boolean {
  return shape.test(token) && token.endsWith(checksum(token.slice(0, -checksumLength)));
}

/** The SHA-256 hash that is stored instead of a key, 32 bytes. */
export const tokenHash = (token: string): Buffer => hash("sha256", token, "buffer");

/** The first 7 and last 4 characters, by which a person recognises a key. */
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
