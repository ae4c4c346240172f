import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";
import { folderBlobStore } from "./folder.ts";
import { cachedInMemory, openMemoryCache } from "./memory-cache.ts";

const root = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(root, { recursive: true, force: true }));
const MB = 1024 * 1024;

function openStores(bytesMax = MB) {
  const folder = folderBlobStore(join(root, "blobs"));
  const open = vi.spyOn(folder, "open");
  return { store: cachedInMemory(folder, openMemoryCache(bytesMax)), open };
}

async function put(store: ReturnType<typeof openStores>["store"], key: string, content: Buffer | string) {
  const path = join(root, "staged");
  await writeFile(path, content);
  await store.put(key, path);
}

async function read(store: ReturnType<typeof openStores>["store"], key: string) {
  const blob = await store.open(key);
  return blob && { bytes: blob.bytes, text: (await buffer(blob.stream())).toString() };
}

test("a small blob is read from the store once", async () => {
  const { store, open } = openStores();
  await put(store, "aa/small", "thumbnail");
  expect(await read(store, "aa/small")).toEqual({ bytes: 9, text: "thumbnail" });
  expect(await read(store, "aa/small")).toEqual({ bytes: 9, text: "thumbnail" });
  expect(open).toHaveBeenCalledTimes(1);
});

test("a blob in memory streams ranges, and an empty one nothing", async () => {
  const { store } = openStores();
  await put(store, "aa/parts", "0123456789");
  await read(store, "aa/parts");
  const blob = await store.open("aa/parts");
  expect((await buffer(blob?.stream({ start: 2, end: 4 }) as never)).toString()).toBe("234");
  await put(store, "aa/empty", "");
  expect(await read(store, "aa/empty")).toEqual({ bytes: 0, text: "" });
  expect(await read(store, "aa/empty")).toEqual({ bytes: 0, text: "" });
});

test("a deleted blob is not served from memory, and a replaced one is read again", async () => {
  const { store } = openStores();
  await put(store, "aa/gone", "before");
  await read(store, "aa/gone");
  await put(store, "aa/gone", "after");
  expect((await read(store, "aa/gone"))?.text).toBe("after");
  await store.delete(["aa/gone"]);
  expect(await read(store, "aa/gone")).toBeUndefined();
});

test("a large blob is not kept in memory", async () => {
  const { store, open } = openStores(64 * MB);
  await put(store, "aa/large", Buffer.alloc(MB));
  for (let i = 0; i < 2; i++) {
    const blob = await store.open("aa/large");
    expect(blob?.content).toBeUndefined();
    await blob?.close();
  }
  expect(open).toHaveBeenCalledTimes(2);
});

test("a full cache evicts the least recently used blobs, and a cache of 0 bytes keeps none", async () => {
  const { store, open } = openStores(30);
  for (const key of ["aa/1", "aa/2", "aa/3", "aa/4"]) {
    await put(store, key, "0123456789");
    await read(store, key);
  }
  open.mockClear();
  await read(store, "aa/4");
  expect(open).toHaveBeenCalledTimes(0);
  await read(store, "aa/1");
  expect(open).toHaveBeenCalledTimes(1);

  const none = openStores(0);
  await read(none.store, "aa/4");
  await read(none.store, "aa/4");
  expect(none.open).toHaveBeenCalledTimes(2);
});
