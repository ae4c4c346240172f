import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { openCacheArea } from "./cache-area.ts";

const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

let areas = 0;
function newArea(bytesMax: number) {
  const root = join(folder, `area-${areas++}`);
  const area = openCacheArea(root, { bytesMax });
  return {
    ...area,
    path: (key: string) => join(root, key.slice(0, 2), key),
    async write(key: string, content = "0123456789") {
      const path = join(folder, "staged");
      await writeFile(path, content);
      await area.put(key, path);
    },
    kept: (key: string, content: string) => area.write(key, Buffer.from(content)),
    async has(key: string) {
      const file = await area.open(key);
      await file?.close();
      return file !== undefined;
    },
    /** Makes a file look as if it was used so many hours ago. */
    async age(key: string, hours: number) {
      const at = new Date(Date.now() - hours * 3_600_000);
      await utimes(join(root, key.slice(0, 2), key), at, at);
    },
  };
}

test("a file is read back, replaced and deleted", async () => {
  const area = newArea(1000);
  expect(await area.has("aa/x")).toBe(false);
  await area.write("aa/x", "before");
  await area.write("aa/x", "after");
  const file = await area.open("aa/x");
  expect([file?.bytes, await text(file?.stream() as never)]).toEqual([5, "after"]);
  await area.delete(["aa/x"]);
  expect(await area.has("aa/x")).toBe(false);
});

test("bytes are kept as a file, which counts as others do", async () => {
  const area = newArea(25);
  await area.kept("aa/new/1", "0123456789");
  await area.age("aa/new/1", 2);
  await area.kept("aa/new/2", "0123456789");
  expect(await text((await area.open("aa/new/2"))?.stream() as never)).toBe("0123456789");
  await area.kept("bb/3", "0123456789");
  expect(await Promise.all(["aa/new/1", "aa/new/2", "bb/3"].map(area.has))).toEqual([false, true, true]);
  expect((await stat(area.path("bb/3"))).mode & 0o777).toBe(0o600);
});

test("over its size, it deletes the files that were not used for longest", async () => {
  const area = newArea(35);
  for (const [hours, key] of ["aa/1", "bb/2", "cc/3"].entries()) {
    await area.write(key);
    await area.age(key, 10 - hours);
  }
  expect(await area.has("aa/1")).toBe(true); // a use
  await area.write("dd/4");
  const left = await Promise.all(["aa/1", "bb/2", "cc/3", "dd/4"].map(area.has));
  expect(left).toEqual([true, false, true, true]);
});

test("a use within the hour is not noted, since each note is a write", async () => {
  const area = newArea(100);
  await area.write("aa/1");
  await area.age("aa/1", 0.5);
  const before = (await stat(area.path("aa/1"))).mtimeMs;
  await area.has("aa/1");
  expect((await stat(area.path("aa/1"))).mtimeMs).toBe(before);
});

test("files of an earlier process count", async () => {
  const root = join(folder, "kept");
  const path = join(folder, "staged");
  for (const key of ["aa/1", "aa/2", "aa/3"]) {
    await writeFile(path, "0123456789");
    await openCacheArea(root, { bytesMax: 1000 }).put(key, path);
  }
  await writeFile(path, "0123456789");
  await openCacheArea(root, { bytesMax: 25 }).put("aa/4", path);
  const area = openCacheArea(root, { bytesMax: 25 });
  const open = await Promise.all(["aa/1", "aa/2", "aa/3", "aa/4"].map((key) => area.open(key)));
  await Promise.all(open.map((file) => file?.close()));
  expect(open.filter(Boolean)).toHaveLength(2);
});

test("a folder is deleted with its files, and others stay", async () => {
  const area = newArea(1000);
  await area.write("aabb/1");
  await area.write("aabb/2");
  await area.write("aacc/3");
  await area.deleteFolder("aabb");
  expect(await Promise.all(["aabb/1", "aabb/2", "aacc/3"].map(area.has))).toEqual([false, false, true]);
  await area.deleteFolder("aabb");
  await expect(area.deleteFolder("../aa")).rejects.toThrow("Not a blob key");
});
