import sharp from "sharp";
import { expect, test } from "vitest";
import { drawnPdf, pdf } from "../../../test/support/files.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { processPicture } from "../renditions/renditions.ts";
import { defaultPictureLimits } from "./picture-limits.ts";

const work = workFolder();

const processed = async (bytes: Buffer, limits = defaultPictureLimits) =>
  processPicture({
    path: await work.file(bytes),
    mediaType: "application/pdf",
    workDir: await work.inside(),
    limits,
  });

test("the first page of a PDF is drawn upright in its proportions", async () => {
  const { renditions, blurhash } = await processed(drawnPdf);
  expect(renditions.map(({ name, width, height }) => [name, width, height])).toEqual([
    ["800", 565, 800],
    ["400", 283, 400],
    ["blurred", 283, 400],
  ]);
  const { data, info } = await sharp(renditions[0]?.path).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number) => [...data.subarray((400 * info.width + x) * info.channels).subarray(0, 3)];
  const isNear = (colour: number[], expected: number[]) =>
    colour.every((value, i) => Math.abs(value - (expected[i] ?? 0)) < 6);
  expect([isNear(at(20), [255, 0, 0]), isNear(at(540), [0, 0, 255])]).toEqual([true, true]);
  expect(blurhash).toMatch(/^.{6,}$/);
});

test("a PDF of any size of page is drawn small", async () => {
  for (const box of ["0 0 900000000 900000000", "0 0 1 14400", "0 0 0 0"]) {
    const { renditions } = await processed(
      Buffer.from(drawnPdf.toString("latin1").replace("0 0 595 842", box), "latin1"),
    );
    expect(Math.max(renditions[0]?.width ?? 0, renditions[0]?.height ?? 0), box).toBe(800);
  }
});

test.each([
  ["without pages", pdf],
  ["that is cut off", drawnPdf.subarray(0, 60)],
  ["of nonsense", Buffer.from(`%PDF-1.7\n${"1 0 obj ".repeat(10_000)}`)],
])("a PDF %s is unreadable", async (_, bytes) => {
  await expect(processed(bytes)).rejects.toMatchObject({ name: "UnreadablePicture" });
});

test("a PDF that draws without end is stopped", async () => {
  const drawing = "q 0 0 595 842 re f Q ".repeat(2_000_000);
  const slow = drawnPdf
    .toString("latin1")
    .replace(
      /<< \/Length \d+ >>\nstream\n.*\nendstream/,
      `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    );
  const failure = await processed(Buffer.from(slow, "latin1"), {
    ...defaultPictureLimits,
    decodeTimeoutMs: 1500,
  }).catch((error) => error);
  expect(["UnreadablePicture", "DecodeInterrupted"]).toContain(failure.name);
});
