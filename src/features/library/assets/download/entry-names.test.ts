import { expect, test } from "vitest";
import { entryNames } from "./entry-names.ts";

test("equal names are numbered before their extension, ignoring case", () => {
  expect(entryNames(["a.jpg", "A.JPG", "a.jpg", "a (2).jpg", "a"])).toEqual([
    "a.jpg",
    "A (2).JPG",
    "a (3).jpg",
    "a (2) (2).jpg",
    "a",
  ]);
});

test.each([
  ["what Windows forbids", 'a<b>c:d"e|f?g*h.png', "a_b_c_d_e_f_g_h.png"],
  ["a device of Windows", "con.png", "con_.png"],
  ["a dot and a space at the end", "picture. ", "picture"],
  ["a path", "../../etc/passwd", "_.._etc_passwd"],
  ["only dots", "...", "_"],
  ["marks that turn the direction of text", "a\u202egpj.exe", "a_gpj.exe"],
])("%s is replaced", (_, given, safe) => {
  expect(entryNames([given])).toEqual([safe]);
});

test("long names keep their extension and have at most 255 bytes", () => {
  const names = entryNames(Array(3).fill(`${"写".repeat(250)}.jpeg`));
  expect(new Set(names).size).toBe(3);
  for (const name of names) {
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/\.jpeg$/);
  }
});

test("thousands of equal names are numbered in a moment", () => {
  expect(new Set(entryNames(Array(5_000).fill("scan.png"))).size).toBe(5_000);
});
