import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { sanitiseSvg } from "../svg/sanitise-svg.ts";
import { drawSvg } from "./draw-svg.ts";

const work = workFolder();

/** Draws at 400 pixels. */
async function drawn(attributes: string, inside: string) {
  const svg = await sanitiseSvg(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`),
  );
  const outPath = await work.file(Buffer.alloc(0));
  const { width, height } = await drawSvg(await work.file(svg), 400, outPath, 1_000_000);
  const { data, info } = await sharp(await readFile(outPath))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) =>
    data.toString("hex", (y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3);
  return { size: [width, height], drawnSize: [info.width, info.height], at };
}

test.each([
  ['width="200mm" height="100mm"', [756, 378]],
  ['width="2in" height="72pt"', [192, 96]],
  ['width="200" height="100"', [200, 100]],
  ['width="200px" height="100px" viewBox="0 0 2 1"', [200, 100]],
  ['viewBox="0 0 300 150"', [300, 150]],
  ['width="100%" height="100%" viewBox="0 0 300 150"', [300, 150]],
  ["", [300, 150]],
  ['width="100%" height="100%"', [300, 150]],
  ['width="300" height="100%"', [300, 150]],
  ['style="width:40px;height:20px" viewBox="0 0 300 150"', [40, 20]],
])("a drawing of %s has the size that a browser gives it", async (attributes, size) => {
  const picture = await drawn(attributes, '<rect width="100%" height="100%" fill="#00f"/>');
  expect(picture.size).toEqual(size);
  expect(picture.drawnSize).toEqual([400, 200]);
  expect(picture.at(398, 198)).toBe("0000ff");
});

test("lengths inside in millimetres and inches are drawn at their size", async () => {
  const inside =
    '<rect width="100%" height="100%" fill="#fff"/><rect x="1in" width="25.4mm" height="96" fill="#f00"/>';
  for (const size of ['width="4in" height="2in"', 'width="384" height="192"']) {
    const { at } = await drawn(size, inside);
    expect([at(97, 50), at(103, 50), at(197, 50), at(203, 50), at(150, 98), at(150, 103)]).toEqual([
      ...["ffffff", "ff0000", "ff0000", "ffffff"],
      ...["ff0000", "ffffff"],
    ]);
  }
});
