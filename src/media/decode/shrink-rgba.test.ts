import sharp from "sharp";
import { expect, test } from "vitest";
import { shrinkRgba } from "./shrink-rgba.ts";

test("pixels of another profile keep their numbers, and become sRGB when they are read", async () => {
  const create = { width: 60, height: 30, channels: 4 as const, background: "#c83c28" };
  const p3 = await sharp({ create }).withIccProfile("p3").png().toBuffer();
  const data = await sharp(p3, { ignoreIcc: true }).raw().toBuffer();
  const { icc } = await sharp(p3).metadata();

  const png = await shrinkRgba({ width: 60, height: 30, data }, 20, { profile: icc as Buffer });

  const out = await sharp(png).metadata();
  expect([out.width, out.height, out.icc]).toEqual([20, 10, icc]);
  expect((await sharp(png, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 4)).toEqual(
    data.subarray(0, 4),
  );
  const shown = await sharp(png).toColourspace("srgb").raw().toBuffer();
  expect([0xc8, 0x3c, 0x28].every((value, i) => Math.abs(value - (shown[i] ?? 0)) <= 2)).toBe(true);
});
