import fc from "fast-check";
import { expect, test } from "vitest";
import { isWellFormed, newToken, tokenHash, tokenHint } from "./token.ts";

test("a key is a prefix, 30 random characters and 6 characters of CRC-32", () => {
  expect(newToken("pk_")).toMatch(/^pk_[0-9A-Za-z]{36}$/);
  expect(newToken("rk_live_")).toMatch(/^rk_live_[0-9A-Za-z]{36}$/);
  expect(isWellFormed(newToken("rk_test_"))).toBe(true);
});

test("the checksum is the CRC-32 of everything before it, in base62", () => {
  const body = "pk_000000000000000000000000000000";
  expect(isWellFormed(body + checksumOf(body))).toBe(true);
});

test("one wrong character makes a key malformed", () => {
  const token = newToken("pk_");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: token.length - 1 }),
      fc.constantFrom(..."abcXYZ019_"),
      (at, character) => {
        fc.pre(token[at] !== character);
        expect(isWellFormed(token.slice(0, at) + character + token.slice(at + 1))).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test("a hint shows the first 7 and the last 4 characters, and the hash has 32 bytes", () => {
  const token = newToken("pk_");
  expect(tokenHint(token)).toBe(`${token.slice(0, 7)}…${token.slice(-4)}`);
  expect(tokenHash(token)).toHaveLength(32);
});

/** CRC-32 bit by bit, as the standard defines it. */
function checksumOf(text: string): string {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let out = "";
  for (let i = 0; i < 6; i++) {
    out = digits[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}
