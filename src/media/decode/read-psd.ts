import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { cameraOf } from "../metadata/camera.ts";
import { type PsdLayout, psdLayout, psdResource } from "../metadata/psd-layout.ts";
import { psdPlanes } from "./psd-planes.ts";
import type { ReadPicture } from "./read-picture.ts";

const resources = { exif: 1058, xmp: 1060, profile: 1039 };
/** Display P3 has 0.5 KB; a printer's profile has a few megabytes. */
const profileBytesMax = 4 * 1024 * 1024;

/**
 * The composite of a Photoshop file (PSD or PSB): the picture of all layers, which Photoshop stores for other programs.
 * Bitmap, grey, indexed, RGB and CMYK with up to 16 bits. Throws `UnreadablePicture`. Source: Adobe Photoshop File
 * Formats Specification, 2019.
 */
export async function readPsd(bytes: Buffer, pixelsMax: number): Promise<ReadPicture> {
  const layout = psdLayout(bytes);
  const { width, height } = layout;
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const paint = painters[layout.mode];
  if (!paint || ![1, 8, 16].includes(layout.depth)) throw new UnreadablePicture("unsupported");
  const data = Buffer.alloc(width * height * 4, 255);
  paint(data, layout, bytes);
  const camera = await cameraOf({
    exif: psdResource(bytes, layout, resources.exif),
    xmp: psdResource(bytes, layout, resources.xmp),
  });
  const profile = psdResource(bytes, layout, resources.profile);
  const picture = { width, height, pixels: { width, height, data }, camera };
  return layout.mode === rgb && profile && profile.length <= profileBytesMax
    ? { ...picture, profile }
    : picture;
}

const rgb = 3;

type Painter = (out: Buffer, layout: PsdLayout, bytes: Buffer) => void;

/** By Photoshop's number of the colour mode; Lab and multichannel files are not read. */
const painters: Record<number, Painter> = {
  0: (out, layout, bytes) => paintGrey(out, planes(bytes, layout, 1), (value) => 255 - value),
  1: (out, layout, bytes) => paintGrey(out, planes(bytes, layout, 2), (value) => value),
  2: paintIndexed,
  [rgb]: paintRgb,
  4: paintCmyk,
  8: (out, layout, bytes) => paintGrey(out, planes(bytes, layout, 1), (value) => value),
};

/** The first planes; one more than the colours is alpha when the layers leave something transparent. */
function planes(bytes: Buffer, layout: PsdLayout, wanted: number): Uint8Array[] {
  const count = layout.transparent ? wanted : wanted - 1;
  return psdPlanes(bytes, layout, Math.min(layout.channels, Math.max(count, 1)));
}

function paintGrey(out: Buffer, [grey, alpha]: Uint8Array[], shade: (value: number) => number): void {
  for (let i = 0, at = 0; at < out.length; i++, at += 4) {
    out.fill(shade(grey?.[i] ?? 0), at, at + 3);
    if (alpha) out[at + 3] = alpha[i] ?? 255;
  }
}

function paintRgb(out: Buffer, layout: PsdLayout, bytes: Buffer): void {
  planes(bytes, layout, 4).forEach((plane, channel) => {
    for (let i = 0, at = channel; at < out.length; i++, at += 4) out[at] = plane[i] ?? 0;
  });
}

/** Photoshop stores ink inverted: 0 is all of it. */
function paintCmyk(out: Buffer, layout: PsdLayout, bytes: Buffer): void {
  const [cyan, magenta, yellow, black] = planes(bytes, layout, 5);
  if (!cyan || !magenta || !yellow || !black) throw new UnreadablePicture("damaged");
  for (let i = 0, at = 0; at < out.length; i++, at += 4) {
    const light = (black[i] ?? 0) / 255;
    out[at] = Math.round((cyan[i] ?? 0) * light);
    out[at + 1] = Math.round((magenta[i] ?? 0) * light);
    out[at + 2] = Math.round((yellow[i] ?? 0) * light);
  }
}

/** The table has all reds, then all greens, then all blues. */
function paintIndexed(out: Buffer, layout: PsdLayout, bytes: Buffer): void {
  const table = bytes.subarray(layout.colours.from, layout.colours.to);
  const [indexes] = psdPlanes(bytes, layout, 1);
  if (table.length < 768 || !indexes) throw new UnreadablePicture("damaged");
  for (let i = 0, at = 0; at < out.length; i++, at += 4) {
    const index = indexes[i] ?? 0;
    for (let channel = 0; channel < 3; channel++) out[at + channel] = table[channel * 256 + index] ?? 0;
  }
}
