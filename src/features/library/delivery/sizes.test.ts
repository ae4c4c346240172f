import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { drawing } from "../../../../test/support/media/pictures.ts";
import { stored } from "../../../../test/support/stored.ts";

const { app, services, database } = await testApp();
const photograph = await drawing(2600, 1300).jpeg({ quality: 40 }).toBuffer();
const agent = await newAgent(app);

/** A picture that is not processed yet, and the links of its sizes. */
async function untouched() {
  const { data } = await agent.upload({ "a.jpg": photograph });
  const [{ id, url }] = data.assets;
  const { blob, version } = await database.one<{ blob: string; version: string }>({
    name: "",
    text: "select blob, version from assets where id = $1",
    values: [id],
  });
  const folder = join(services.config.dataDir, "blobs", blob.slice(0, 2), blob);
  return { folder, size: (size: string) => app.inject(`${new URL(url).pathname}/${version}/${size}.webp`) };
}

test.each([
  ["400", 400, 200],
  ["800", 800, 400],
  ["1600", 1600, 800],
  ["2400", 2400, 1200],
  ["blurred", 400, 200],
])("%s is rendered on its first request, and stored", async (size, width, height) => {
  const picture = await untouched();
  expect(await readdir(picture.folder)).not.toContain(`${size}.webp`);
  const answer = await picture.size(size);
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "image/webp"]);
  expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ format: "webp", width, height });
  const { ino } = await stat(join(picture.folder, `${size}.webp`));
  expect((await picture.size(size)).rawPayload).toEqual(answer.rawPayload);
  expect((await stat(join(picture.folder, `${size}.webp`))).ino).toBe(ino);
});

test("20 simultaneous requests for a missing size render it once", async () => {
  const picture = await untouched();
  const work = new Set<string>();
  const staging = join(services.config.dataDir, "staging");
  const asked = Promise.all(Array.from({ length: 20 }, () => picture.size("1600")));
  let answered = false;
  void asked.then(() => {
    answered = true;
  });
  while (!answered) for (const name of await readdir(staging)) work.add(name);
  const answers = await asked;
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ rawPayload }) => rawPayload.toString("base64"))).size).toBe(1);
  expect(work.size).toBe(1);
  expect((await stored(services)).staging).toEqual([]);
});

test("a size larger than the original has the original's dimensions", async () => {
  const small = await drawing(300, 200).jpeg().toBuffer();
  const [{ id, url }] = (await agent.upload({ "b.jpg": small })).data.assets;
  const { version } = await database.one<{ version: string }>({
    name: "",
    text: "select version from assets where id = $1",
    values: [id],
  });
  const answer = await app.inject(`${new URL(url).pathname}/${version}/2400.webp`);
  expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width: 300, height: 200 });
});

/** The path of a picture with as much detail as a photograph has. */
async function grainy(): Promise<string> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  const grain = sharp({ create: { width: 300, height: 200, channels: 3, background: "grey", noise } });
  const bytes = await sharp(await grain.png().toBuffer())
    .resize(1200, 800)
    .jpeg()
    .toBuffer();
  const { data } = await agent.upload({ "grain.jpg": bytes });
  return new URL(data.assets[0].url).pathname;
}

test("an AVIF is made in a hurry first, and replaced by a smaller one later, at the same link", async () => {
  const url = `${await grainy()}?w=320&fm=avif`;
  // At once: the smaller file may be made as soon as five seconds after the first answer.
  const [first, same] = await Promise.all([app.inject(url), app.inject(url)]);
  expect(same.headers.etag).toBe(first.headers.etag);
  await services.transforms.improve();
  const better = await app.inject(url);
  expect(better.rawPayload.length).toBeLessThan(first.rawPayload.length);
  expect(await sharp(better.rawPayload).metadata()).toMatchObject({ format: "heif", width: 320 });
  // Other bytes have another ETag, so that no client puts parts of both together.
  const asked = await app.inject({ url, headers: { "if-none-match": `${first.headers.etag}` } });
  expect([asked.statusCode, asked.headers.etag]).toEqual([200, better.headers.etag]);
  expect(better.headers.etag).not.toBe(first.headers.etag);
  const before = services.transforms.started;
  expect((await app.inject(url)).rawPayload).toEqual(better.rawPayload);
  expect(services.transforms.started).toBe(before);
});

test("a picture is answered although its size cannot be kept", async () => {
  const url = `${await grainy()}?w=200`;
  const write = vi.spyOn(services.cacheArea, "write").mockRejectedValue(new Error("ENOSPC"));
  expect((await app.inject(url)).statusCode).toBe(200);
  expect(write).toHaveBeenCalled();
  write.mockRestore();
});
