import sharp from "sharp";
import { expect, test } from "vitest";
import { drawing } from "../../../test/support/media/pictures.ts";
import { configureSharp } from "./configure-sharp.ts";

test("an SVG never reaches the decoder of this process, and the raster formats do", async () => {
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  await expect(sharp(svg).metadata()).resolves.toMatchObject({ width: 9 });
  configureSharp();
  await expect(sharp(svg).metadata()).rejects.toThrow("unsupported");
  for (const format of ["jpeg", "png", "webp", "avif", "gif", "tiff"] as const) {
    await expect(sharp(await drawing().toFormat(format).toBuffer()).stats()).resolves.toBeDefined();
  }
});
