import { expect, test } from "vitest";
import { openSource } from "../src/transfer/source.ts";

test("a stream's part is its own bytes, also if those after the part before had arrived by another way", async () => {
  async function* stream() {
    for (const letter of "abcdef") yield new TextEncoder().encode(letter.repeat(10));
  }
  const source = await openSource(stream(), 60);
  const text = async (start: number, end: number) => (await source.part(start, end)).text();
  expect(await text(0, 10)).toBe("aaaaaaaaaa");
  expect(await text(30, 40)).toBe("dddddddddd");
  expect(await text(35, 45)).toBe("dddddeeeee");
  expect(await text(45, 60)).toBe("eeeeeffffffffff");
});
