import { randomBytes } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import { afterAll, describe, expect, test } from "vitest";
import { distributedS3 } from "../../../test/support/s3/distributed-s3.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import type { S3Settings } from "../s3-settings.ts";
import { BlobMissing, type BlobStore } from "./blobs.ts";
import { openCacheArea } from "./cache-area.ts";
import { fileSha256 } from "./file-hash.ts";
import { folderBlobStore } from "./folder.ts";
import { withLocalCopies } from "./local-copies.ts";
import { openS3 } from "./s3/client.ts";
import { probe } from "./s3/probe.ts";
import { s3BlobStore } from "./s3/store.ts";
import { countStoreUse } from "./store-use.ts";
import { twoStores } from "./two-stores.ts";

const root = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(root, { recursive: true, force: true }));
const staging = join(root, "staging");
await mkdir(staging);
const { settings } = await testS3();
const MB = 1024 * 1024;
// Each delete has three replicas.
const withReplicasMs = 240_000;

async function s3(prefix: string, at = settings): Promise<BlobStore> {
  return s3BlobStore(await openS3({ ...at, prefix }, { use: countStoreUse() }), staging);
}

const copies = openCacheArea(join(root, "copies"), { bytesMax: 100 * MB });
const stores: [string, BlobStore][] = [
  ["a folder", folderBlobStore(join(root, "blobs"))],
  ["S3", await s3("files/")],
  ["S3 with local copies", withLocalCopies(await s3("near/"), copies, staging)],
  ["S3 in front of a folder", twoStores(await s3("both/"), folderBlobStore(join(root, "other")))],
];

let files = 0;

function over(store: BlobStore) {
  return {
    async put(key: string, content: Buffer | string, options?: { durable?: boolean }): Promise<void> {
      const path = join(staging, `file-${files++}`);
      await writeFile(path, content);
      await store.put(key, path, options);
    },
    async read(key: string, range?: { start: number; end: number }): Promise<Buffer | undefined> {
      const blob = await store.open(key);
      return blob && buffer(blob.stream(range));
    },
    async listed(): Promise<Record<string, number>> {
      const all: Record<string, number> = {};
      for await (const { key, bytes } of store.list()) all[key] = bytes;
      return all;
    },
  };
}

const distributed = await distributedS3();
if (distributed) stores.push(["a distributed S3 store", await s3("files/", distributed)]);
test.skipIf(!distributed)(
  "a distributed S3 store refuses a wrong secret and a wrong bucket with a sentence (needs TEST_S3_ENDPOINT, see .ci/swift)",
  async () => {
    const said = async (changed: Partial<S3Settings>) => {
      const opened = await openS3({ ...settings, ...distributed, ...changed }, { use: countStoreUse() });
      return (await probe(opened).catch((error) => error))?.message;
    };
    expect(await said({})).toBeUndefined();
    const credentials = { accessKeyId: "test:tester", secretAccessKey: "wrong" };
    expect(await said({ credentials })).toContain("S3_SECRET_ACCESS_KEY is not the secret");
    expect(await said({ bucket: "nowhere" })).toContain("There is no bucket 'nowhere'");
  },
);

describe.each(stores)("%s", (_, store) => {
  readingAndWriting(store);
  manyBlobs(store);
});

test("a bucket of more objects than fit into one answer of the store is listed whole, and deleted", async () => {
  const opened = await openS3({ ...settings, prefix: "many/" }, { use: countStoreUse() });
  const { sdk, client } = opened;
  const keys = Array.from({ length: 1_010 }, (_, i) => `${String(i).padStart(4, "0")}/original`);
  const writing = pLimit(32);
  const put = (key: string) =>
    client.send(new sdk.PutObjectCommand({ Bucket: settings.bucket, Key: `many/${key}`, Body: key }));
  await Promise.all(keys.map((key) => writing(() => put(key))));
  const store = s3BlobStore(opened, staging);
  const { listed } = over(store);
  expect(Object.keys(await listed()).toSorted()).toEqual(keys);
  await store.delete(keys.slice(1));
  expect(Object.keys(await listed())).toEqual(keys.slice(0, 1));
});

function readingAndWriting(store: BlobStore): void {
  const { put, read } = over(store);

  test.each([
    ["an empty blob", 0],
    ["a small one", 1000],
    ["one that just fits into the first answer", 256 * 1024],
    ["one byte more", 256 * 1024 + 1],
    ["one of several parts", 20 * MB + 7],
  ])("%s is read back byte for byte, and its file is moved", async (_, bytes) => {
    const content = randomBytes(bytes);
    const path = join(staging, `moved-${bytes}`);
    await writeFile(path, content);
    const sha256 = await fileSha256(path);
    await store.put(`aa${bytes}/original`, path);
    await expect(access(path)).rejects.toThrow("ENOENT");
    const blob = await store.open(`aa${bytes}/original`);
    expect(blob?.bytes).toBe(bytes);
    expect((await buffer(blob?.stream() as never)).equals(content)).toBe(true);
    expect(await store.fingerprint(`aa${bytes}/original`)).toEqual({ bytes, sha256 });
    const whole = await store.withFile(`aa${bytes}/original`, (path) => readFile(path));
    expect(whole.equals(content)).toBe(true);
  });

  test("any range of a blob is read", async () => {
    const content = randomBytes(600_000);
    await put("bb/original", content);
    for (const [start, end] of [
      [0, 0],
      [5, 99],
      [262_143, 262_144],
      [262_144, 500_000],
      [599_999, 599_999],
      [0, 599_999],
    ] as const) {
      const part = await read("bb/original", { start, end });
      expect(part?.equals(content.subarray(start, end + 1)), `${start}-${end}`).toBe(true);
    }
  });

  test("a blob that is not there is undefined, and BlobMissing as a file", async () => {
    expect(await store.open("cc/none")).toBeUndefined();
    expect(await store.fingerprint("cc/none")).toBeUndefined();
    await expect(store.withFile("cc/none", async () => {})).rejects.toThrow(BlobMissing);
  });
}

function manyBlobs(store: BlobStore): void {
  const { put, read, listed } = over(store);

  test(
    "deleting many blobs deletes those that exist, and only them",
    async () => {
      for (const key of ["dd/1", "dd/2", "dd/3"]) await put(key, key);
      const others = Array.from({ length: 250 }, (_, i) => `dd/none-${i}`);
      await store.delete(["dd/1", ...others, "dd/3"]);
      expect(await Promise.all(["dd/1", "dd/2", "dd/3"].map((key) => read(key)))).toEqual([
        undefined,
        Buffer.from("dd/2"),
        undefined,
      ]);
      await store.delete([]);
    },
    withReplicasMs,
  );

  test("a blob replaces one with the same key", async () => {
    await put("ee/1", "before", { durable: false });
    await put("ee/1", "afterwards", { durable: false });
    expect((await read("ee/1"))?.toString()).toBe("afterwards");
  });

  test("every blob is listed with its size, and none that was deleted", async () => {
    await store.delete(Object.keys(await listed()));
    expect(await listed()).toEqual({});
    await put("ffaa/original", "12345");
    await put("ffaa/400.webp", "123");
    await put("0123/original", "1");
    await put("0124/original", "1");
    await store.delete(["0124/original"]);
    expect(await listed()).toEqual({ "ffaa/original": 5, "ffaa/400.webp": 3, "0123/original": 1 });
  });

  test("writers at once leave one whole blob, and readers meanwhile see a whole one or none", async () => {
    const contents = Array.from({ length: 6 }, (_, i) => Buffer.alloc(200_000 + i, `${i}`));
    const isWhole = (found: Buffer) => contents.some((content) => content.equals(found));
    let writing = true;
    const reading = (async () => {
      while (writing) {
        const found = await read("gg/1");
        if (found) expect(isWhole(found)).toBe(true);
      }
    })();
    await Promise.all(contents.map((content) => put("gg/1", content))).finally(() => {
      writing = false;
    });
    await reading;
    expect(isWhole((await read("gg/1")) as Buffer)).toBe(true);
  });

  test("a key outside the store is refused", async () => {
    for (const key of ["../outbox/1", "/etc/passwd", ".hidden", "a/../b", ""]) {
      await expect(put(key, "x")).rejects.toThrow("Not a blob key");
      await expect((async () => store.open(key))()).rejects.toThrow("Not a blob key");
      await expect(store.delete([key])).rejects.toThrow("Not a blob key");
    }
  });

  test("it says that it works", async () => {
    await store.check();
    await store.sweep(new Date());
  });
}
