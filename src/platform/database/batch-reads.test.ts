import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { batchReads } from "./batch-reads.ts";

test("keys requested in one turn are read in one batch, and each gets its own value", async () => {
  const reads: number[][] = [];
  const square = batchReads(async (keys: readonly number[]) => {
    reads.push([...keys]);
    return keys.map((key) => key * key);
  });
  expect(await Promise.all([square(2), square(3), square(2)])).toEqual([4, 9, 4]);
  expect(await square(5)).toBe(25);
  expect(reads).toEqual([[2, 3, 2], [5]]);
});

test("while two batches are being read, later keys wait for the next batch", async () => {
  const reads: { keys: readonly number[]; end: () => void }[] = [];
  const same = batchReads((keys: readonly number[]) => {
    const { promise, resolve } = Promise.withResolvers<readonly number[]>();
    reads.push({ keys, end: () => resolve(keys) });
    return promise;
  });
  const answers: Promise<number>[] = [];
  for (const key of [1, 2, 3, 4]) {
    answers.push(same(key));
    await turn();
    await turn();
  }
  expect(reads.map(({ keys }) => keys)).toEqual([[1], [2]]);
  reads[0]?.end();
  await answers[0];
  await turn();
  expect(reads.map(({ keys }) => keys)).toEqual([[1], [2], [3, 4]]);
  for (const { end } of reads) end();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
});

test("a failed batch rejects its own keys and no others", async () => {
  let fails = true;
  const read = batchReads(async (keys: readonly string[]) => {
    if (fails) throw new Error("away");
    return keys;
  });
  expect(await Promise.allSettled([read("a"), read("b")])).toMatchObject([
    { reason: { message: "away" } },
    { reason: { message: "away" } },
  ]);
  fails = false;
  expect(await read("c")).toBe("c");
});
