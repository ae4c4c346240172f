import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Fault, Seen } from "../../../../test/support/s3/s3-proxy.ts";
import { testS3 } from "../../../../test/support/s3/s3-server.ts";
import { StoreUnavailable } from "../blobs.ts";
import { countStoreUse } from "../store-use.ts";
import { openS3 } from "./client.ts";
import { s3BlobStore } from "./store.ts";

const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const { proxy, settings } = await testS3();
const use = countStoreUse();
const store = s3BlobStore(await openS3(settings, { use, silenceMaxMs: 1500 }), folder);
const MB = 1024 * 1024;

let files = 0;
async function put(key: string, content: Buffer): Promise<void> {
  const path = join(folder, `file-${files++}`);
  await writeFile(path, content);
  await store.put(key, path);
}

async function read(key: string): Promise<Buffer | undefined> {
  const blob = await store.open(key);
  return blob && buffer(blob.stream());
}

beforeEach(() => {
  proxy.faults = () => undefined;
});

/** The first so many of the requests meet the fault. */
function first(count: number, fault: Fault, which: (seen: Seen) => boolean): () => number {
  let met = 0;
  proxy.faults = (seen) => {
    if (!which(seen) || met >= count) return undefined;
    met++;
    return fault;
  };
  return () => met;
}

const isWrite = ({ method }: Seen) => method === "PUT" || method === "POST";
const isRead = ({ method }: Seen) => method === "GET";
const isPart = ({ path }: Seen) => path.includes("partNumber=");
const isEnd = ({ method, path }: Seen) => method === "POST" && path.includes("uploadId=");

const writeFaults: Fault[] = [
  "error",
  "slow down",
  "cut request",
  "lost answer",
  "silence",
  "damaged request",
];

test.each(writeFaults)("a write that meets '%s' is tried again, and is whole", async (fault) => {
  const content = randomBytes(100_000);
  const met = first(2, fault, isWrite);
  await put(`small/${fault.replace(" ", "-")}`, content);
  expect(met()).toBe(2);
  expect((await read(`small/${fault.replace(" ", "-")}`))?.equals(content)).toBe(true);
});

test.each(writeFaults)("a write in parts of which some meet '%s' is whole", async (fault) => {
  const content = randomBytes(17 * MB);
  const met = first(3, fault, isPart);
  await put("large/1", content);
  expect(met()).toBe(3);
  expect((await read("large/1"))?.equals(content)).toBe(true);
});

test("a write in parts whose last answer is lost is whole, and is not reported as failed", async () => {
  const content = randomBytes(9 * MB);
  first(1, "lost answer", isEnd);
  await put("large/2", content);
  expect((await read("large/2"))?.equals(content)).toBe(true);
});

const readFaults: Fault[] = ["error", "slow down", "cut request", "cut answer", "silence", "lost answer"];

test.each(readFaults)("a read that meets '%s' goes on, and is byte for byte", async (fault) => {
  const content = randomBytes(3 * MB);
  await put("read/1", content);
  const met = first(2, fault, isRead);
  expect((await read("read/1"))?.equals(content)).toBe(true);
  expect(met()).toBe(2);
});

test("a small blob that is damaged on its way is read again", async () => {
  const content = randomBytes(1000);
  await put("read/2", content);
  first(1, "damaged answer", isRead);
  expect((await read("read/2"))?.equals(content)).toBe(true);
});

test("a large blob that is damaged on its way never arrives whole", async () => {
  await put("read/3", randomBytes(MB));
  const blob = await store.open("read/3");
  first(1, "damaged answer", isRead);
  let received = 0;
  const reading = (async () => {
    for await (const chunk of blob?.stream() ?? []) received += chunk.length;
  })();
  await expect(reading).rejects.toThrow(StoreUnavailable);
  expect(received).toBeLessThan(MB);
});

test("a write that fails for good leaves nothing that can be seen, not even in a list", async () => {
  for (const [key, bytes] of [
    ["gone/1", 1000],
    ["gone/2", 9 * MB],
  ] as const) {
    proxy.faults = (seen) => (isWrite(seen) && !seen.path.includes("uploads") ? "error" : undefined);
    await expect(put(key, randomBytes(bytes))).rejects.toThrow(StoreUnavailable);
    proxy.faults = () => undefined;
    expect(await store.open(key)).toBeUndefined();
  }
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  expect(keys.filter((key) => key.startsWith("gone/"))).toEqual([]);
});

test("nobody sees a blob before its last part is there", async () => {
  const seen: unknown[] = [];
  proxy.faults = async (request) => {
    if (isPart(request) || isEnd(request)) seen.push(await store.open("late/1"));
    return undefined;
  };
  await put("late/1", randomBytes(9 * MB));
  expect(seen).toEqual([undefined, undefined, undefined]);
  expect((await store.open("late/1"))?.bytes).toBe(9 * MB);
});

test("a delete that meets errors is tried again", async () => {
  await put("deleted/1", Buffer.from("1"));
  const met = first(2, "error", ({ path }) => path.includes("?delete"));
  await store.delete(["deleted/1"]);
  expect(met()).toBe(2);
  expect(await store.open("deleted/1")).toBeUndefined();
});

test("what was tried again and what failed is counted", async () => {
  const before = { ...use.requests };
  first(2, "error", isWrite);
  await put("counted/1", Buffer.from("1"));
  proxy.faults = () => "error";
  await expect(store.check()).rejects.toThrow(StoreUnavailable);
  expect(use.requests.answered - before.answered).toBe(1);
  expect(use.requests.retried - before.retried).toBe(2 + 4);
  expect(use.requests.failed - before.failed).toBe(1);
  expect(use.bytes.written).toBeGreaterThan(0);
});
