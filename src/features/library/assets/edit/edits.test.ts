import sharp from "sharp";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { pdf, picture } from "../../../../../test/support/files.ts";
import { renderEdited } from "../../delivery/render-edited.ts";
import { linkedAsset } from "../../delivery/store.ts";
import { processAsset } from "../process/process.ts";

const { app, services, clock } = await testApp();
const agent = await newAgent(app);
const assets = `${agent.library}/assets`;
const colours = { red: [255, 0, 0], lime: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255] };

/** Red, lime / blue, white: 1200 × 800. */
const tile = (background: keyof typeof colours) => ({
  create: { width: 600, height: 400, channels: 3 as const, background },
});
const quarters = await sharp({ create: { width: 1200, height: 800, channels: 3, background: "black" } })
  .composite([
    { input: tile("red"), left: 0, top: 0 },
    { input: tile("lime"), left: 600, top: 0 },
    { input: tile("blue"), left: 0, top: 400 },
    { input: tile("white"), left: 600, top: 400 },
  ])
  .jpeg({ quality: 95 })
  .toBuffer();

async function upload(file = quarters, name = "quarters.jpg"): Promise<string> {
  const { data } = await agent.upload({ [name]: file });
  const { id } = data.assets[0];
  await processAsset(services, { assetId: id }, { isLast: true });
  return id;
}
const edit = (id: string, edits: object) => agent.request("PUT", `${assets}/${id}/edits`, edits);
const revert = (id: string) => agent.request("DELETE", `${assets}/${id}/edits`);
const asset = async (id: string) => (await agent.get(`${assets}/${id}`)).data;
const get = (url: string, headers = {}) => {
  const { pathname, search } = new URL(url);
  return app.inject({ url: pathname + search, headers });
};

/** The size of the picture at a link, and the colours in the middle of its four quarters, by row. */
async function shown(url: string): Promise<{ size: string; looks: string }> {
  const answer = await get(url);
  expect(answer.statusCode, `${url} ${answer.payload.slice(0, 100)}`).toBe(200);
  const { data, info } = await sharp(answer.rawPayload).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    const near = Object.entries(colours).find(([, rgb]) =>
      rgb.every((value, i) => Math.abs(value - (data[from + i] ?? 0)) < 40),
    );
    return near?.[0] ?? "?";
  };
  const looks = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join(" ");
  return { size: `${info.width}x${info.height}`, looks };
}

test("every link shows the edited picture, and answers have its size", async () => {
  const id = await upload();
  const { status, data } = await edit(id, { rotate: 90 });
  expect(status).toBe(200);
  const saved = { rotate: 90, flip: null, crop: null, focalPoint: null };
  expect(data).toMatchObject({ width: 800, height: 1200, edits: saved });
  expect(await asset(id)).toEqual(data);
  const turned = "blue red white lime";
  const expected = [
    [data.url, "800x1200"],
    [data.thumbUrl, "267x400"],
    [data.thumbHighUrl, "533x800"],
    [data.sizes["800"], "533x800"],
    [`${data.url}?w=320&fm=png`, "320x480"],
  ];
  for (const [url, size] of expected) expect(await shown(url), url).toEqual({ size, looks: turned });
  expect((await get(data.thumbUrlBlurred)).headers["content-type"]).toBe("image/webp");
});

test("the file stays: downloads and edits=none give it, byte for byte", async () => {
  const id = await upload();
  const { data } = await edit(id, { flip: "v", crop: { x: 0, y: 0, width: 0.5, height: 1 } });
  for (const query of ["download", "edits=none"]) {
    expect((await get(`${data.url}?${query}`)).rawPayload.equals(quarters), query).toBe(true);
  }
  expect(await shown(`${data.url}?edits=none&w=320`)).toEqual({
    size: "320x213",
    looks: "red lime blue white",
  });
  expect((await get(`${data.url}?edits=all`)).statusCode).toBe(400);
});

test("a picture is turned, then mirrored, then cropped, by shares or by pixels of what is then there", async () => {
  const id = await upload();
  const half = { x: 0.5, y: 0, width: 0.5, height: 1 };
  const { data } = await edit(id, { rotate: 90, flip: "h", crop: half });
  expect(await shown(data.url)).toEqual({ size: "400x1200", looks: "blue blue white white" });
  const inPixels = { x: 400, y: 0, width: 400, height: 1200 };
  const again = await edit(id, { rotate: 90, flip: "h", crop: inPixels });
  expect(again.data).toEqual(data);
});

test("edits replace those before, a whole crop is none, and none revert", async () => {
  const id = await upload();
  const before = await asset(id);
  await edit(id, { rotate: 90 });
  expect((await edit(id, { rotate: 180 })).data).toMatchObject({ width: 1200, edits: { rotate: 180 } });
  const whole = { crop: { x: 0, y: 0, width: 1, height: 1 } };
  for (const undo of [() => edit(id, {}), () => edit(id, whole), () => revert(id), () => revert(id)]) {
    const { updated, ...data } = (await undo()).data;
    expect(data).toEqual({ ...before, updated: undefined });
    expect(updated).toBeGreaterThanOrEqual(before.updated);
  }
  expect(await shown(before.thumbUrl)).toMatchObject({ looks: "red lime blue white" });
});

test("links of sizes change with the edits, and former ones never show them for good", async () => {
  const id = await upload();
  const before = await asset(id);
  const { data } = await edit(id, { rotate: 180 });
  expect(data.thumbUrl).not.toBe(before.thumbUrl);
  expect((await get(data.thumbUrl)).headers["cache-control"]).toContain("immutable");
  expect((await get(before.thumbUrl)).headers["cache-control"]).not.toContain("immutable");
});

test("a cached link is asked for again after an edit, by its ETag and by its date", async () => {
  const id = await upload();
  const { url } = await asset(id);
  const { headers } = await get(url);
  clock.advance(5000);
  await edit(id, { flip: "h" });
  const { etag = "", "last-modified": modified = "" } = headers as Record<string, string>;
  expect((await get(url, { "if-none-match": etag })).statusCode).toBe(200);
  expect((await get(url, { "if-modified-since": modified })).statusCode).toBe(200);
  expect(await shown(url)).toMatchObject({ looks: "lime red white blue" });
});

test("a crop by link keeps the focal point, unless the link says another", async () => {
  const id = await upload();
  const { url } = await asset(id);
  await edit(id, { focalPoint: { x: 0, y: 0.5 } });
  for (const query of ["", "&crop=focalpoint"]) {
    expect((await shown(`${url}?w=320&h=640&fit=crop${query}`)).looks, query).toBe("red red blue blue");
  }
  expect((await shown(`${url}?w=320&h=640&fit=crop&crop=right`)).looks).toBe("lime lime white white");
  expect((await get(url)).rawPayload.equals(quarters)).toBe(true);
});

test("the placeholder follows the edits", async () => {
  const id = await upload();
  const { blurhash } = await asset(id);
  const render = async () => {
    const { version = "" } = (await linkedAsset(services.database, id)) ?? {};
    await renderEdited(services, { assetId: id, version });
    return (await asset(id)).blurhash;
  };
  await edit(id, { rotate: 90 });
  const turned = await render();
  expect(turned).not.toBe(blurhash);
  await revert(id);
  expect(await render()).not.toBe(turned);
});

test("a new file has no edits", async () => {
  const id = await upload();
  await edit(id, { rotate: 90 });
  const octets = { "content-type": "application/octet-stream" };
  expect(
    (await agent.request("PUT", `${assets}/${id}/file?filename=b.png`, await picture(), octets)).status,
  ).toBe(200);
  expect((await asset(id)).edits).toBeNull();
});

test.each([
  ["a turn by other degrees", { rotate: 45 }],
  ["a crop beyond the picture", { crop: { x: 0.6, y: 0, width: 0.5, height: 1 } }],
  ["a crop beyond the turned picture", { rotate: 90, crop: { x: 0, y: 0, width: 801, height: 9 } }],
  ["an empty crop", { crop: { x: 0, y: 0, width: 0, height: 1 } }],
  ["a focal point outside", { focalPoint: { x: 1.1, y: 0 } }],
])("%s is refused", async (_, edits) => {
  const id = await upload();
  expect((await edit(id, edits)).error).toMatchObject({ code: "BAD_USER_INPUT" });
  expect((await asset(id)).edits).toBeNull();
});

test("documents, and pictures that are not read yet, are refused", async () => {
  const [document] = (await agent.upload({ "a.pdf": pdf })).data.assets;
  expect((await edit(document.id, { rotate: 90 })).error.message).toContain("Only pictures");
  const [waiting] = (await agent.upload({ "a.jpg": quarters })).data.assets;
  if ((await asset(waiting.id)).status === "processing") {
    expect((await edit(waiting.id, { rotate: 90 })).error.code).toBe("CONFLICT");
  }
  expect((await edit("AAAAAAAAAAA", {})).status).toBe(404);
});
