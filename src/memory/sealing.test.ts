import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { hmacSha256 } from "./sealing.ts";

test("keyed hashes are HMAC-SHA-256, as any other implementation makes them", () => {
  const key = randomBytes(32);
  const hmac = hmacSha256(key);
  for (const text of ["", "w dog", "日本語", "long ".repeat(1000)]) {
    expect(hmac(text)).toEqual(createHmac("sha256", key).update(text).digest());
  }
});
