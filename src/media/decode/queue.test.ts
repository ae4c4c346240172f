import { expect, test } from "vitest";
import { decodeQueue } from "./queue.ts";

const limits = { bytesMax: 100, atOnce: 2, overdueMs: 1000 };

/** A queue whose work ends when the test says so. `log` names what started, in order. */
function setUp() {
  let time = 0;
  const queue = decodeQueue({ ...limits, now: () => time });
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    log,
    queue,
    pass: (ms: number) => {
      time += ms;
    },
    add(name: string, bytes: number, owner = 1) {
      void queue.run({ bytes, owner }, () => {
        log.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      });
    },
    async end(name: string) {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

test("heavy work runs one after another, and light work runs beside it", async () => {
  const { add, end, log } = setUp();
  add("heavy 1", 80);
  add("heavy 2", 80);
  add("light 1", 10);
  expect(log).toEqual(["heavy 1", "light 1"]);
  await end("light 1");
  expect(log).toEqual(["heavy 1", "light 1"]);
  await end("heavy 1");
  expect(log).toEqual(["heavy 1", "light 1", "heavy 2"]);
});

test("what runs at a time takes no more memory than allowed", async () => {
  const { add, end, log } = setUp();
  add("heavy", 90);
  add("light", 20);
  expect(log).toEqual(["heavy"]);
  await end("heavy");
  expect(log).toEqual(["heavy", "light"]);
});

test("small work goes before large work that came earlier", async () => {
  const { add, end, log } = setUp();
  add("a", 20);
  add("b", 20);
  add("large", 60);
  add("small", 5);
  await end("a");
  expect(log).toEqual(["a", "b", "small"]);
  await end("small");
  expect(log).toEqual(["a", "b", "small", "large"]);
});

test("work that waited too long goes before a stream of small work", async () => {
  const { add, end, log, pass } = setUp();
  add("small 1", 20);
  add("small 2", 20);
  add("large", 90);
  add("small 3", 20);
  await end("small 1");
  expect(log).toEqual(["small 1", "small 2", "small 3"]);
  pass(1000);
  add("small 4", 20);
  await end("small 2");
  expect(log).not.toContain("small 4");
  await end("small 3");
  expect(log).toEqual(["small 1", "small 2", "small 3", "large"]);
});

test("a failure is the caller's, and the next work starts", async () => {
  const { add, log, queue } = setUp();
  await expect(queue.run({ bytes: 90, owner: 1 }, () => Promise.reject(new Error("no")))).rejects.toThrow(
    "no",
  );
  add("next", 90);
  expect(log).toEqual(["next"]);
});

test("a newcomer is next, however much others wait", async () => {
  const { add, end, log, pass } = setUp();
  for (let n = 1; n <= 8; n++) add(`heavy ${n} of A`, 80, 1);
  for (let n = 1; n <= 8; n++) add(`light ${n} of A`, 10, 1);
  pass(1000); // all of it is overdue
  add("of B", 20, 2);
  add("of C", 20, 3);
  expect(log).toEqual(["heavy 1 of A", "light 1 of A"]);
  await end("light 1 of A");
  await end("of B");
  await end("of C");
  expect(log.slice(2)).toEqual(["of B", "of C", "light 2 of A"]);
});

test("the heavy work of a newcomer is next after the one that runs", async () => {
  const { add, end, log } = setUp();
  for (let n = 1; n <= 8; n++) add(`${n} of A`, 80, 1);
  add("1 of B", 90, 2);
  await end("1 of A");
  await end("1 of B");
  expect(log).toEqual(["1 of A", "1 of B", "2 of A"]);
});

test("it is idle while light work would start at once, and quiet only while nothing runs", async () => {
  const { add, end, queue } = setUp();
  const state = () => [queue.isIdle(), queue.isQuiet()];
  expect(state()).toEqual([true, true]);
  add("a", 10);
  expect(state()).toEqual([true, false]);
  add("b", 10);
  expect(state()).toEqual([false, false]);
  await end("a");
  expect(state()).toEqual([true, false]);
  await end("b");
  expect(state()).toEqual([true, true]);
});
