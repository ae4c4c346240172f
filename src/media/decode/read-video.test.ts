import { execFileSync } from "node:child_process";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { movie } from "../../../test/support/files.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { findProgram } from "../../platform/find-program.ts";
import { processPicture } from "../renditions/renditions.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { defaultPictureLimits } from "./picture-limits.ts";

const work = workFolder();
// Debian: apt-get install ffmpeg. Without it, these tests are skipped.
const ffmpeg = findProgram("ffmpeg", process.env.PATH);

const processed = async (
  file: Buffer | string,
  mediaType: MediaType = "video/mp4",
  program: string | undefined | null = ffmpeg,
) =>
  processPicture({
    path: typeof file === "string" ? file : await work.file(file),
    mediaType,
    workDir: await work.inside(),
    limits: { ...defaultPictureLimits, ffmpeg: program ?? undefined },
  });

/** A video, red on the left and blue on the right. */
async function video(extension: string, duration: number, options: string[] = []): Promise<string> {
  const path = `${await work.inside()}/video.${extension}`;
  const half = (colour: string) => [
    "-f",
    "lavfi",
    "-i",
    `color=${colour}:size=160x200:rate=10:duration=${duration}`,
  ];
  const sides = ["-filter_complex", "[0][1]hstack"];
  execFileSync(ffmpeg ?? "", [
    "-v",
    "error",
    ...half("red"),
    ...half("blue"),
    ...sides,
    ...options,
    "-y",
    path,
  ]);
  return path;
}

async function cornersOf(path: string | undefined) {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const from = (y * info.width + x) * 3;
    return (data[from] ?? 0) > (data[from + 2] ?? 0) ? "red" : "blue";
  };
  return { topLeft: at(5, 5), bottomLeft: at(5, info.height - 6), topRight: at(info.width - 6, 5) };
}

describe.skipIf(!ffmpeg)("with ffmpeg", () => {
  test.each<[string, MediaType]>([
    ["mp4", "video/mp4"],
    ["mov", "video/quicktime"],
    ["webm", "video/webm"],
    ["mkv", "video/x-matroska"],
    ["3gp", "video/3gpp"],
  ])("a frame of a %s is shown", async (extension, mediaType) => {
    const options = extension === "3gp" ? ["-c:v", "mpeg4"] : [];
    const { width, height, renditions } = await processed(await video(extension, 2, options), mediaType);
    expect([width, height]).toEqual([320, 200]);
    expect(await cornersOf(renditions[0]?.path)).toEqual({
      topLeft: "red",
      bottomLeft: "red",
      topRight: "blue",
    });
  });

  test("a video of half a second has its first frame shown", async () => {
    expect(await processed(await video("mp4", 0.5))).toMatchObject({ width: 320, height: 200 });
  });

  test("a frame is upright and has square pixels", async () => {
    const plain = await video("mp4", 2);
    const turned = `${plain}.turned.mp4`;
    execFileSync(ffmpeg ?? "", [
      "-v",
      "error",
      "-i",
      plain,
      "-c",
      "copy",
      "-metadata:s:v",
      "rotate=90",
      turned,
    ]);
    const { width, height, renditions } = await processed(turned);
    expect([width, height]).toEqual([200, 320]);
    const { topLeft, bottomLeft } = await cornersOf(renditions[0]?.path);
    expect(topLeft).not.toBe(bottomLeft);
    const wide = await processed(await video("mp4", 2, ["-aspect", "32:10"]));
    expect(wide.width / wide.height).toBeCloseTo(3.2, 1);
  });

  test.each([
    ["without samples", movie()],
    ["that is a playlist", Buffer.from("#EXTM3U\n#EXTINF:1,\n/etc/hostname\n")],
    ["that is a list of files", Buffer.from("ffconcat version 1.0\nfile /etc/hostname\n")],
  ])("a video %s is unreadable", async (_, file) => {
    await expect(processed(file)).rejects.toMatchObject({ name: "UnreadablePicture" });
  });
});

test("without ffmpeg a video is not drawn", async () => {
  const drawn = processed(movie(), "video/mp4", null);
  await expect(drawn).rejects.toMatchObject({ reason: "noFfmpeg" });
});
