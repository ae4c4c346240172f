import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { landscapes } from "../../scripts/demo/landscapes.ts";
import { defaultPictureLimits } from "../../src/media/decode/picture-limits.ts";
import { processPicture } from "../../src/media/renditions/renditions.ts";
import { workFolder } from "../../test/support/media/work-folder.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { visit } = await webApp({ workers: false });
const work = workFolder();

/** Texture of light and dark whose power falls with its frequency, as in photographs, in one tint. */
async function textured(tint: string): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 50 } as const;
  const layers = [8, 24, 72].map(async (edge) => {
    const grains = sharp({ create: { width: edge, height: edge, channels: 3, background: "grey", noise } });
    const grey = await grains.greyscale().png().toBuffer();
    return sharp(grey).resize(1600, 1600, { kernel: "cubic" }).ensureAlpha(0.4).png().toBuffer();
  });
  const [base, ...finer] = await Promise.all(layers);
  const summed = await sharp(base)
    .composite(finer.map((input) => ({ input })))
    .png()
    .toBuffer();
  return sharp(summed).removeAlpha().tint(tint).jpeg({ quality: 92 }).toBuffer();
}

const flat = (background: string) =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .jpeg({ quality: 95 })
    .toBuffer();

const ramp = () => {
  const stops = ["#e02020", "#e0c020", "#20b040", "#2060e0", "#a020c0"].map(
    (colour, i) => `<stop offset="${i / 4}" stop-color="${colour}"/>`,
  );
  const svg = `<svg width="1500" height="1000"><linearGradient id="g" y2="1">${stops.join("")}</linearGradient><rect width="1500" height="1000" fill="url(#g)"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 92, chromaSubsampling: "4:4:4" }).toBuffer();
};

inBrowser("renditions", () => {
  test("look like what a browser draws of the file, within a mean difference of 3 of 255", async () => {
    const drawn = await landscapes(3);
    const files: [string, Buffer][] = [
      ...drawn.map(({ filename, jpeg }): [string, Buffer] => [filename, jpeg]),
      ["texture", await textured("teal")],
      ["colours", await ramp()],
      ...(await Promise.all(
        ["#dc1e1e", "#1edc1e", "#1e1edc", "#808080"].map(
          async (colour): Promise<[string, Buffer]> => [colour, await flat(colour)],
        ),
      )),
    ];
    const page = await visit();
    for (const [name, file] of files) {
      const { renditions } = await processPicture({
        path: await work.file(file),
        mediaType: "image/jpeg",
        workDir: await work.inside(),
        limits: defaultPictureLimits,
      });
      for (const rendition of renditions.filter((each) => each.name !== "blurred")) {
        const links = [
          `data:image/jpeg;base64,${file.toString("base64")}`,
          `data:image/webp;base64,${(await readFile(rendition.path)).toString("base64")}`,
        ];
        const difference = await page.evaluate(meanDifference, {
          links,
          width: rendition.width,
          height: rendition.height,
        });

        expect(difference, `${name} at ${rendition.name}`).toBeLessThan(3);
      }
    }
  });
});

/** Runs in the page: both pictures drawn at this size, compared sample by sample. */
async function meanDifference({
  links,
  width,
  height,
}: {
  links: string[];
  width: number;
  height: number;
}): Promise<number> {
  const [one, other] = (await Promise.all(
    links.map(async (link) => {
      const image = new Image();
      image.src = link;
      await image.decode();
      const context = new OffscreenCanvas(width, height).getContext(
        "2d",
      ) as OffscreenCanvasRenderingContext2D;
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, width, height);
      return context.getImageData(0, 0, width, height).data;
    }),
  )) as [Uint8ClampedArray, Uint8ClampedArray];
  const sum = one.reduce((total, value, i) => total + Math.abs(value - (other[i] ?? 0)), 0);
  // Every fourth sample is alpha, which is equal.
  return sum / ((one.length * 3) / 4);
}
