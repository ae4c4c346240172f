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
    add(name: string, bytes: number) {
      void queue.run(bytes, () => {
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
  await expect(queue.run(90, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  add("next", 90);
  expect(log).toEqual(["next"]);
});
