import type { Nclx } from "./nclx.ts";
import { type Matrix, toLinearSrgb } from "./primaries.ts";
import { hdrPeak, hlgToDisplay, isHdr, linearOf, toSrgb } from "./transfer.ts";

/** RGB or RGBA samples of 8 or 16 bits, one pixel after the other. */
export interface Samples {
  data: Uint8Array | Uint16Array;
  channels: 3 | 4;
}

/** Whether pixels of this colour look the same when they are taken for sRGB. */
export const isSrgb = ({ primaries, transfer }: Nclx): boolean =>
  !toLinearSrgb(primaries) && linearOf(transfer) === linearOf(13);

/** Converts pixels whose colour is stated by code points to 8-bit sRGB. Light brighter than white is tone-mapped. */
export function convertToSrgb({ data, channels }: Samples, { primaries, transfer }: Nclx): Buffer {
  const max = data instanceof Uint16Array ? 65_535 : 255;
  const decoded = linearOf(transfer);
  const linear = Float32Array.from({ length: max + 1 }, (_, value) => decoded(value / max));
  const matrix = toLinearSrgb(primaries) ?? identity;
  const toneMap = isHdr(transfer);
  const out = Buffer.allocUnsafe(data.length);
  for (let at = 0; at < data.length; at += channels) {
    let r = linear[data[at] as number] as number;
    let g = linear[data[at + 1] as number] as number;
    let b = linear[data[at + 2] as number] as number;
    if (toneMap) {
      const scale = toneMapped(r, g, b, transfer);
      r *= scale;
      g *= scale;
      b *= scale;
    }
    out[at] = encoded(matrix[0] * r + matrix[1] * g + matrix[2] * b);
    out[at + 1] = encoded(matrix[3] * r + matrix[4] * g + matrix[5] * b);
    out[at + 2] = encoded(matrix[6] * r + matrix[7] * g + matrix[8] * b);
    if (channels === 4) out[at + 3] = Math.round(((data[at + 3] as number) * 255) / max);
  }
  return out;
}

const identity: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/**
 * The factor that brings HDR light into 0–1, the one that Chromium applies (the reference white tone mapping of SMPTE
 * ST 2094-50; Skia's `SkHdrAgtm`). It follows the brightest channel, so hues stay: light up to white is halved, and
 * brighter light follows a quadratic Bézier curve up to the peak.
 */
function toneMapped(r: number, g: number, b: number, transfer: number): number {
  // Luminance of BT.2020 primaries, which HDR pictures have.
  const display = hlgToDisplay(transfer, 0.2627 * r + 0.678 * g + 0.0593 * b);
  const brightest = Math.min(Math.max(r, g, b) * display, hdrPeak);
  if (brightest <= 1) return 0.5 * display;
  // The curve runs from (1, 0.5) by (1.65, 0.825) to (peak, 1).
  const bend = hdrPeak - 2.3;
  const t = (Math.sqrt(1.69 + 4 * bend * (brightest - 1)) - 1.3) / (2 * bend);
  const shown = 0.5 + 0.65 * t - 0.15 * t * t;
  return (display * shown) / brightest;
}

/** sRGB values by linear light in steps of 1/65,535: the steepest part has 20 steps for each value. */
const encodedValues = Uint8Array.from({ length: 65_536 }, (_, step) =>
  Math.round(255 * toSrgb(step / 65_535)),
);

function encoded(linear: number): number {
  return encodedValues[Math.round(Math.min(Math.max(linear, 0), 1) * 65_535)] as number;
}
