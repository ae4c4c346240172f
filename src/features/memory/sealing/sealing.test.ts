import { expect, test } from "vitest";
import { sealingWith } from "./sealing.ts";

const sealing = sealingWith(Buffer.alloc(32, 1), "ten_0000000000000000", 1);

test("no two records are encrypted with the same IV, and each opens with its own id only", () => {
  const records = Array.from({ length: 200 }, (_, i) => `int_${i}`);
  const sealed = records.map((id) => sealing.seal(id, { said: id }));
  expect(new Set(sealed.map((bytes) => bytes.toString("hex", 0, 12))).size).toBe(records.length);
  records.forEach((id, i) => {
    const bytes = sealed[i] as Buffer;
    expect(sealing.open(id, bytes)).toEqual({ said: id });
    expect(() => sealing.open(`${id}0`, bytes)).toThrow();
  });
});
