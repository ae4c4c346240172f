import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { brokenPicture, movie, pdf, picture } from "../../../../test/support/files.ts";
import { drawing, frames } from "../../../../test/support/media/pictures.ts";
import { fail } from "../../../kernel/failure.ts";
import type { CacheArea } from "../../../platform/blobs/cache-area.ts";
import type { Decoding } from "../files/decoding.ts";
import { openTransforms } from "../files/transforms.ts";

const { app, services } = await testApp();
const agent = await newAgent(app);
const uploaded = async (name: string, bytes: Buffer) => {
  const { data } = await agent.upload({ [name]: bytes });
  return new URL(data.assets[0].url).pathname;
};
const photo = await uploaded("photo.jpg", await drawing(1200, 800).jpeg({ quality: 95 }).toBuffer());
const ask = (path: string, query: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `${path}?${query}`, headers });
const sizeOf = async (bytes: Buffer) => {
  const { format, width, height } = await sharp(bytes).metadata();
  return [format, width, height];
};

test.each([
  ["w=600", "jpeg", 600, 400],
  ["h=400", "jpeg", 600, 400],
  ["w=400&h=400", "jpeg", 400, 267],
  ["w=400&h=400&fit=max", "jpeg", 400, 267],
  ["w=400&h=400&fit=crop", "jpeg", 400, 400],
  ["w=400&h=400&fit=scale", "jpeg", 400, 400],
  ["w=400&h=400&fit=fill", "jpeg", 400, 400],
  ["w=400&h=400&fit=fillmax", "jpeg", 400, 400],
  ["w=400&h=400&fit=clamp", "jpeg", 400, 400],
  ["w=400&h=400&fit=min", "jpeg", 400, 400],
  ["w=400&ar=2:1&fit=crop", "jpeg", 400, 200],
  ["ar=1:1&fit=crop", "jpeg", 800, 800],
  ["w=200&dpr=2", "jpeg", 400, 267],
  ["w=0.5", "jpeg", 600, 400],
  ["width=600", "jpeg", 600, 400],
  ["w=400&fm=webp", "webp", 400, 267],
  ["w=400&fm=png", "png", 400, 267],
  ["w=400&fm=avif", "heif", 400, 267],
  ["w=400&fm=gif", "gif", 400, 267],
])("?%s gives a %s of %i × %i", async (query, format, width, height) => {
  const answer = await ask(photo, query);
  expect(answer.statusCode).toBe(200);
  expect(await sizeOf(answer.rawPayload)).toEqual([format, width, height]);
});

test.each([
  ["w=4000", 1200, 800],
  ["w=4000&h=4000&fit=max", 1200, 800],
  ["w=4000&h=4000&fit=min", 800, 800],
])("?%s never enlarges", async (query, width, height) => {
  expect(await sizeOf((await ask(photo, query)).rawPayload)).toEqual(["jpeg", width, height]);
});

test("a drawing is drawn at the size that a link asks for", async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>';
  const path = await uploaded("icon.svg", Buffer.from(svg));
  expect(await sizeOf((await ask(path, "w=400")).rawPayload)).toEqual(["png", 400, 200]);
  expect(await sizeOf((await ask(path, "fm=webp")).rawPayload)).toEqual(["webp", 20, 10]);
});

test("an animation stays one as GIF and WebP, and becomes a still in other formats", async () => {
  const path = await uploaded("moving.gif", await (await frames()).gif().toBuffer());
  const pages = async (query: string, accept = "") => {
    const { rawPayload } = await ask(path, query, { accept });
    const {
      format,
      width,
      pageHeight,
      height,
      pages: count = 1,
    } = await sharp(rawPayload, { pages: -1 }).metadata();
    return [format, width, pageHeight ?? height, count];
  };
  expect(await pages("w=16")).toEqual(["gif", 16, 8, 3]);
  expect(await pages("w=16&h=16&fit=crop&fm=webp")).toEqual(["webp", 16, 16, 3]);
  expect(await pages("w=16&auto=format", "image/avif,image/webp,*/*")).toEqual(["webp", 16, 8, 3]);
  expect(await pages("w=16&fm=png")).toEqual(["png", 16, 8, 1]);
});

test("auto=format takes AVIF, then WebP, then the picture's own format, and says that it depends on Accept", async () => {
  const formatFor = async (accept: string, query = "w=320&auto=format") => {
    const { headers } = await ask(photo, query, { accept });
    expect(headers.vary).toBe("Accept");
    return headers["content-type"];
  };
  expect(await formatFor("image/avif,image/webp,image/*,*/*;q=0.8")).toBe("image/avif");
  expect(await formatFor("image/webp,*/*")).toBe("image/webp");
  expect(await formatFor("*/*")).toBe("image/jpeg");
  expect(await formatFor("*/*", "w=320&auto=format&fm=png")).toBe("image/png");
  expect(await formatFor("image/webp", "w=320&auto=compress&auto=format")).toBe("image/webp");
  expect((await ask(photo, "w=320", { accept: "image/webp" })).headers).not.toHaveProperty("vary");
});

test("links to the same picture share one rendition, and an ETag", async () => {
  const same = [
    "w=640",
    "w=640&fit=clip",
    "fit=max&w=640",
    "w=630",
    "w=320&dpr=2",
    "w=640&q=75&utm_source=a",
  ];
  const etags = new Set<unknown>();
  const before = services.transforms.started;
  for (const query of same) etags.add((await ask(photo, query)).headers.etag);
  expect(etags.size).toBe(1);
  expect(services.transforms.started - before).toBe(1);
  const [etag] = etags;
  expect((await ask(photo, "w=640", { "if-none-match": `${etag}` })).statusCode).toBe(304);
});

test.each(["utm_source=mail", "txt=hello", "w=", "blur=", "download"])(
  "?%s asks for nothing, and gives the file as it is",
  async (query) => {
    const whole = await app.inject(photo);
    expect((await ask(photo, query)).rawPayload).toEqual(whole.rawPayload);
  },
);

test.each([
  [
    "w=9000",
    "'w' cannot be '9000'. It takes pixels from 1 to 8192, or a share of the picture below 1, such as 0.5.",
  ],
  ["w=-1", "'w' cannot be '-1'."],
  ["h=abc", "'h' cannot be 'abc'."],
  ["fit=cover", "'fit' cannot be 'cover'. It takes clip, max, min, crop, fill, fillmax, clamp, scale."],
  ["fm=bmp", "'fm' cannot be 'bmp'. It takes jpg, pjpg, png, png8, png32, webp, avif, gif."],
  ["crop=middle", "'crop' cannot be 'middle'."],
  ["q=101", "'q' cannot be '101'. It takes a number from 0 to 100."],
  ["ar=0:1", "'ar' cannot be '0:1'."],
  ["dpr=9", "'dpr' cannot be '9'."],
  ["auto=magic", "'auto' cannot be 'magic'."],
])("?%s is refused, and the answer names what it takes", async (query, message) => {
  const { statusCode, headers, ...answer } = await ask(photo, query);
  expect([statusCode, headers["cache-control"]]).toEqual([400, "no-store"]);
  expect(answer.json().error).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining(message),
  });
});

test.each([
  "rot=90",
  "blur=20",
  "rect=0,0,10,10",
  "trim=auto",
  "fp-x=0.5",
  "bg=fff",
  "pad=10",
  "flip=h",
  "flop=1",
  "sharp=5",
])("?%s needs a signature, and the answer says so", async (query) => {
  const { statusCode, ...answer } = await ask(photo, `w=320&${query}`);
  expect([statusCode, answer.json().error.code]).toEqual([403, "FORBIDDEN"]);
  expect(answer.json().error.message).toContain(`'${query.split("=")[0]}' needs a signature`);
});

test("a picture has its sizes before it is processed, and no private metadata in them", async () => {
  const path = await uploaded("new.png", await picture("teal", 900, 600));
  expect(await sizeOf((await ask(path, "w=400")).rawPayload)).toEqual(["png", 400, 267]);
});

test.each([
  ["a.mp4", movie()],
  ["a.pdf", pdf],
])("the parameters mean nothing for %s", async (name, bytes) => {
  const path = await uploaded(name, bytes);
  expect((await ask(path, "w=400")).rawPayload).toEqual(bytes);
});

test("a rendition streams, in ranges too, with the headers of a file", async () => {
  const answer = await ask(photo, "w=800", { range: "bytes=0-3" });
  expect(answer.statusCode).toBe(206);
  expect(answer.rawPayload).toEqual(Buffer.of(0xff, 0xd8, 0xff, answer.rawPayload[3] ?? 0));
  const { headers } = await ask(photo, "w=800&download");
  expect(headers).toMatchObject({
    "content-disposition": "attachment; filename=photo.jpg",
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=0, s-maxage=60, must-revalidate",
  });
  expect(headers["content-security-policy"]).toContain("sandbox");
});

test("64 clients that ask for a new rendition at once cause one render", async () => {
  const before = services.transforms.started;
  const answers = await Promise.all(Array.from({ length: 64 }, () => ask(photo, "w=1080&fm=webp")));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ rawPayload }) => rawPayload.toString("base64"))).size).toBe(1);
  expect(services.transforms.started - before).toBe(1);
  const staged = () => readdir(join(services.config.dataDir, "staging"));
  await vi.waitFor(async () => expect(await staged()).toEqual([]), 10_000); // AVIF is rendered again in the background
});

test("no rendition is served once its asset is in the trash", async () => {
  const path = await uploaded("old.jpg", await drawing(600, 400).jpeg().toBuffer());
  expect((await ask(path, "w=256")).statusCode).toBe(200);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [path.split("/").at(-1)] });
  expect((await ask(path, "w=256")).statusCode).toBe(404);
});

test("a picture that cannot be read has no sizes", async () => {
  const path = await uploaded("broken.png", brokenPicture);
  expect((await ask(path, "w=256")).statusCode).toBe(404);
});

test("while a hundred renders of an organization wait, its new ones are refused and a neighbour's are not", async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  const cache = { open: async () => undefined, put: async () => {} } as unknown as CacheArea;
  const decoding = {
    inFolder: (work: (folder: string) => Promise<void>) => work("folder"),
    inTurn: () => ended,
  } as unknown as Decoding;
  const transforms = openTransforms(cache, decoding);
  const open = (quality: number, organizationId = 1) =>
    transforms.open(
      { blob: `blob${organizationId}`, organizationId } as never,
      { format: "jpg", quality } as never,
    );
  const asked = Array.from({ length: 100 }, (_, quality) => open(quality).catch(() => "ended"));
  await vi.waitFor(() => expect(transforms.started).toBe(100));
  await expect(open(100)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  const neighbour = open(0, 2).catch(() => "ended");
  await vi.waitFor(() => expect(transforms.started).toBe(101));
  end(undefined);
  await Promise.all([...asked, neighbour]);
  await expect(open(100)).rejects.not.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(transforms.started).toBe(102);
});

test("a refused render is answered 503 with Retry-After, which caches do not keep", async () => {
  const path = await uploaded("busy.jpg", await drawing(400, 300).jpeg().toBuffer());
  const open = vi.spyOn(services.transforms, "open").mockRejectedValue(fail.busy());
  const { statusCode, headers } = await ask(path, "w=64");
  expect([statusCode, headers["retry-after"], headers["cache-control"]]).toEqual([503, "5", "no-store"]);
  expect((await app.inject(path)).statusCode).toBe(200);
  open.mockRestore();
  expect((await ask(path, "w=64")).statusCode).toBe(200);
});
