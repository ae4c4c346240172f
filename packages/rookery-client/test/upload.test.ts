import { createHash, randomBytes, randomInt } from "node:crypto";
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { movie, picture } from "../../../test/support/files.ts";
import { cuttingProxy } from "../../../test/support/processes/cutting-proxy.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { type Asset, type Progress, Rookery } from "../src/index.ts";
import { openFile } from "../src/node.ts";
import { testServer } from "./server.ts";

const MB = 1024 * 1024;
const server = await testServer({ config: { unclaimedStorageBytesMax: 200 * MB } });
const { baseUrl, database, app } = server;
const partSize = MB / 2;
/** A film of its own each time. */
const newFilm = (bytes = 2 * MB) => new Uint8Array(movie(randomBytes(bytes / 2).toString("hex")));
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = "film.mp4") => new File([bytes], name);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const isKept = async ({ url }: Asset, bytes: Uint8Array) => {
  const { rawPayload } = await app.inject(new URL(url as string).pathname);
  return sha256(rawPayload) === sha256(bytes);
};
const left = () => database.query(sql`select id from resumable_uploads where asset_id is null`);

test("a small file goes in one request, with its name, its parent and its duplicates", async () => {
  const rookery = await server.client();
  const photo = new File([new Uint8Array(await picture("teal", 30, 20))], "beach.png");
  const progress: Progress[] = [];
  const asset = await rookery.assets.upload(photo, { onProgress: (now) => progress.push(now) });
  expect(progress).toEqual([0, photo.size].map((loaded) => ({ loaded, total: photo.size })));
  expect(asset.duplicateOf).toBeUndefined();
  const skipped = await rookery.assets.upload(photo, { onDuplicate: "skip" });
  expect([skipped.id, skipped.duplicateOf]).toEqual([asset.id, asset.id]);
  const sketch = await rookery.assets.upload(await picture("navy"), {
    filename: "ske tch.png",
    parentId: asset.id,
  });
  expect(sketch).toMatchObject({ parentId: asset.id, filename: "ske tch.png", type: "variant" });
  const replaced = await rookery.assets.replaceFile(asset.id, await picture("olive"), {
    filename: "olive.png",
  });
  expect(replaced).toMatchObject({ id: asset.id, filename: "olive.png" });
  await expect(rookery.assets.upload(new Blob(["text"]))).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("a large file arrives byte for byte over a connection that breaks ten times, and its progress never goes back", async () => {
  const proxy = await cuttingProxy();
  proxy.to(Number(new URL(baseUrl).port));
  const film = newFilm();
  const rookery = (await server.client()).with({ baseUrl: proxy.origin });
  await rookery.me();
  proxy.cutNext(10, () => randomInt(1, 150_000));
  proxy.cut();
  const progress: number[] = [];
  const asset = await rookery.assets.upload(fileOf(film), {
    partSize,
    retries: 12,
    onProgress: ({ loaded }) => progress.push(loaded),
  });
  expect([proxy.cuts, await isKept(asset, film)]).toEqual([10, true]);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect([progress[0], progress.at(-1)]).toEqual([0, film.length]);
  expect(progress.length).toBeGreaterThan(4);
  expect(await rookery.assets.list().all()).toHaveLength(1);
}, 120_000);

/** Begins to send a film, and stops it after some parts. */
async function stopped(rookery: Rookery, film: Uint8Array<ArrayBuffer>) {
  const stop = new AbortController();
  const found: { uploadUrl?: string; loaded: number } = { loaded: 0 };
  const upload = rookery.assets.upload(fileOf(film), {
    partSize,
    signal: stop.signal,
    onUploadUrl(uploadUrl) {
      found.uploadUrl = uploadUrl;
    },
    onProgress({ loaded }) {
      found.loaded = loaded;
      if (loaded >= MB) stop.abort(new Error("Enough"));
    },
  });
  await expect(upload).rejects.toThrow("Enough");
  return { uploadUrl: found.uploadUrl as string, loaded: found.loaded };
}

test("an upload that was stopped goes on in another client, from where it was", async () => {
  const { rookery, apiKey } = await new Rookery({ baseUrl }).start({
    email: `${randomBytes(6).toString("hex")}@example.com`,
  });
  const film = newFilm();
  const { uploadUrl, loaded } = await stopped(rookery, film);
  const progress: number[] = [];
  const onProgress = ({ loaded }: Progress) => progress.push(loaded);
  const another = new Rookery({ baseUrl, key: apiKey });
  const asset = await another.assets.upload(fileOf(film), { uploadUrl, onProgress });
  expect(progress[0]).toBeGreaterThanOrEqual(loaded);
  expect(await isKept(asset, film)).toBe(true);
  const again = await another.assets.upload(fileOf(film), { uploadUrl });
  expect(again.id).toBe(asset.id);
  await expect(another.assets.upload(fileOf(film.subarray(1)), { uploadUrl })).rejects.toThrow(
    `${film.length} bytes`,
  );
});

test("an upload that is cancelled frees its storage", async () => {
  const rookery = await server.client();
  const { uploadUrl } = await stopped(rookery, newFilm());
  expect(await left()).toHaveLength(1);
  await rookery.assets.cancelUpload(uploadUrl);
  expect(await left()).toEqual([]);
  await expect(rookery.assets.upload(fileOf(newFilm()), { uploadUrl })).rejects.toMatchObject({
    status: 404,
  });
});

test("an address of createUpload takes a file without a key", async () => {
  const rookery = await server.client();
  const film = newFilm();
  const { resumableUrl } = await rookery.assets.createUpload({ filename: "beach.mp4" });
  const keyless = new Rookery({ baseUrl });
  const asset = await keyless.assets.upload(new Blob([film]), { uploadUrl: resumableUrl, partSize });
  expect(asset.filename).toBe("beach.mp4");
  expect(await isKept(asset, film)).toBe(true);
});

test("streams of Node and of the web, bytes and files of the disk arrive byte for byte", async () => {
  const rookery = await server.client();
  const film = newFilm();
  const path = join(await temporaryFolder(), "kestrel.mp4");
  await writeFile(path, film);
  const { size } = await openFile(path);
  expect(size).toBe(film.length);
  for (const [source, options] of [
    [await openFile(path), {}],
    [createReadStream(path), { size, filename: "kestrel.mp4", partSize }],
    [createReadStream(path), { filename: "kestrel.mp4" }],
    [Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, { size, filename: "kestrel.mp4" }],
    [film, { filename: "kestrel.mp4" }],
    [film.buffer, { filename: "kestrel.mp4" }],
  ] as const) {
    const asset = await rookery.assets.upload(source, options);
    expect([asset.filename, await isKept(asset, film)]).toEqual(["kestrel.mp4", true]);
  }
}, 120_000);

test("a file of more than 5 MB goes in parts by itself", async () => {
  const rookery = await server.client();
  const film = newFilm(8 * MB);
  let uploadUrl = "";
  const progress: number[] = [];
  const asset = await rookery.assets.upload(fileOf(film), {
    onUploadUrl(url) {
      uploadUrl = url;
    },
    onProgress: ({ loaded }) => progress.push(loaded),
  });
  expect(uploadUrl).toMatch(new RegExp(`^${baseUrl}/files/[\\w-]+$`));
  expect(progress.length).toBeGreaterThan(2);
  expect(await isKept(asset, film)).toBe(true);
});

test("a stream goes on over a broken connection, and in another process from where it was", async () => {
  const proxy = await cuttingProxy();
  proxy.to(Number(new URL(baseUrl).port));
  const rookery = await server.client();
  const film = newFilm();
  const { uploadUrl } = await stopped(rookery, film);
  const throughProxy = rookery.with({ baseUrl: proxy.origin });
  proxy.cutNext(3, () => randomInt(1000, 150_000));
  const asset = await throughProxy.assets.upload(
    Readable.from([film.subarray(0, 100_000), film.subarray(100_000)]),
    {
      uploadUrl: uploadUrl.replace(baseUrl, proxy.origin),
      size: film.length,
      partSize,
      retries: 8,
    },
  );
  expect([proxy.cuts, await isKept(asset, film)]).toEqual([3, true]);
}, 120_000);

test("a stream that does not have its size is refused", async () => {
  const rookery = await server.client();
  const film = newFilm();
  for (const [size, has] of [
    [film.length + 1, "fewer"],
    [film.length - 1, "more"],
  ] as const) {
    await expect(rookery.assets.upload(Readable.from([film]), { size })).rejects.toThrow(`has ${has} bytes`);
  }
});
