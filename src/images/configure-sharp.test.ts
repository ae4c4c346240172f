import sharp from "sharp";
import { expect, test } from "vitest";
import { configureSharp } from "./configure-sharp.ts";
import { drawing } from "./testing/pictures.ts";

test("an SVG never reaches the decoder of this process, and the raster formats do", async () => {
  configureSharp();
  await expect(sharp(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")).metadata()).rejects.toThrow();
  for (const format of ["jpeg", "png", "webp", "avif", "gif", "tiff"] as const) {
    await expect(sharp(await drawing().toFormat(format).toBuffer()).stats()).resolves.toBeDefined();
  }
});
