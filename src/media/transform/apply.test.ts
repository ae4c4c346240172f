import sharp from "sharp";
import { expect, test } from "vitest";
import { applied } from "./apply.ts";
import { image, pixelsOf } from "./steps.ts";
import type { Transform } from "./transform.ts";

const colours = { red: [255, 0, 0], lime: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255] };
type Colour = keyof typeof colours;
const tile = (background: Colour, size: number) =>
  sharp({ create: { width: size, height: size, channels: 3, background } })
    .png()
    .toBuffer();

/** Red, lime / blue, white: 80 × 80. */
const quarters = sharp({ create: { width: 80, height: 80, channels: 3, background: "black" } }).composite([
  { input: await tile("red", 40), left: 0, top: 0 },
  { input: await tile("lime", 40), left: 40, top: 0 },
  { input: await tile("blue", 40), left: 0, top: 40 },
  { input: await tile("white", 40), left: 40, top: 40 },
]);
const pixels = await pixelsOf(quarters);

async function render(transform: Partial<Transform>, source = pixels) {
  const { width, height } = source.raw;
  const picture = await applied(
    source,
    { width, height },
    { fit: "clip", format: "png", quality: 75, ...transform },
  );
  return pixelsOf(sharp(await picture.toBuffer()));
}

/** The colours in the middle of the four quarters, by row. */
async function looks({ data, raw }: Awaited<ReturnType<typeof render>>): Promise<string[]> {
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * raw.height) * raw.width + Math.floor(x * raw.width)) * raw.channels;
    const rgb = [...data.subarray(from, from + 3)];
    const near = Object.entries(colours).find(([, colour]) =>
      colour.every((value, i) => Math.abs(value - (rgb[i] ?? 0)) < 40),
    );
    return near?.[0] ?? rgb.join();
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

test.each<[string, Partial<Transform>, string[]]>([
  ["a quarter turn clockwise", { rotate: 90 }, ["blue", "red", "white", "lime"]],
  ["half a turn", { rotate: 180 }, ["white", "blue", "lime", "red"]],
  ["a horizontal mirror", { flip: "h" }, ["lime", "red", "white", "blue"]],
  ["a vertical mirror", { flip: "v" }, ["blue", "white", "red", "lime"]],
  ["both mirrors", { flip: "hv" }, ["white", "blue", "lime", "red"]],
  ["a turn before a mirror", { rotate: 90, flip: "h" }, ["red", "blue", "lime", "white"]],
  [
    "saved edits before those of a link",
    { edits: { rotate: 90, flip: null, crop: null }, flip: "v" },
    ["white", "lime", "blue", "red"],
  ],
  [
    "a saved crop",
    { edits: { rotate: 0, flip: null, crop: { x: 0.5, y: 0, width: 0.5, height: 0.5 } } },
    ["lime", "lime", "lime", "lime"],
  ],
  [
    "a part of the picture",
    { rect: { x: 0, y: 0.5, width: 1, height: 0.5 } },
    ["blue", "white", "blue", "white"],
  ],
  [
    "a crop at the top",
    { width: 80, height: 40, fit: "crop", position: { x: "centre", y: "top" } },
    ["red", "lime", "red", "lime"],
  ],
  [
    "a crop at the right",
    { width: 40, height: 80, fit: "crop", position: { x: "right", y: "centre" } },
    ["lime", "lime", "white", "white"],
  ],
  [
    "a crop around a point",
    { width: 40, height: 80, fit: "crop", position: { point: { x: 0, y: 0.5 } } },
    ["red", "red", "blue", "blue"],
  ],
])("%s", async (_, transform, expected) => {
  expect(await looks(await render(transform))).toEqual(expected);
});

test("a picture in a box gets a border of the background, or of its own edge", async () => {
  const wide = { width: 160, height: 40 } as const;
  const sizes = async (transform: Partial<Transform>) => {
    const { data, raw } = await render(transform);
    return [raw.width, raw.height, ...data.subarray(0, 3)];
  };
  expect(await sizes({ ...wide, fit: "fill" })).toEqual([160, 40, 255, 255, 255]);
  expect(await sizes({ ...wide, fit: "fill", background: "#0000ffff" })).toEqual([160, 40, 0, 0, 255]);
  expect(await sizes({ ...wide, fit: "clamp" })).toEqual([160, 40, 255, 0, 0]);
  expect(await sizes({ pad: [1, 2, 3, 4], background: "#0000ffff" })).toEqual([86, 84, 0, 0, 255]);
});

test("a border of one colour is trimmed, before the picture is put into its box", async () => {
  const framed = await pixelsOf(
    image(pixels).extend({ top: 20, left: 20, right: 20, bottom: 20, background: "black" }),
  );
  const { raw } = await render({ trim: "color" }, framed);
  expect([raw.width, raw.height]).toEqual([80, 80]);
  expect(await looks(await render({ trim: "color", width: 40 }, framed))).toEqual([
    "red",
    "lime",
    "blue",
    "white",
  ]);
});

test("a JPEG of a picture with transparency gets the background, or white", async () => {
  const clear = await pixelsOf(
    sharp({ create: { width: 8, height: 8, channels: 4, background: "#00000000" } }),
  );
  const { data } = await render({ format: "jpg" }, clear);
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
});

test("no side is longer than 8192, whatever follows from a ratio", async () => {
  const tall = await pixelsOf(sharp({ create: { width: 1, height: 90, channels: 3, background: "red" } }));
  const { raw } = await render({ width: 200, fit: "scale" }, tall);
  expect(raw.height).toBe(8192);
});
