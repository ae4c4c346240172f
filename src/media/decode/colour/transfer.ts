/** Luminance of diffuse white in HDR pictures, in candela per square metre (ITU-R BT.2408). */
const whiteNits = 203;
/** The brightest light that is kept apart from white. Brighter light in PQ pictures is rare, and browsers cut there too. */
const peakNits = 1000;
export const hdrPeak = peakNits / whiteNits;

export const isHdr = (transfer: number): boolean => transfer === pq || transfer === hlg;
const pq = 16;
const hlg = 18;

/**
 * Encoded values (0–1) to linear light, where 1 is white, by code point of ITU-T H.273, table 3. The functions of video
 * (BT.709 and its kin) count as sRGB, as they do in browsers. HLG gives scene light: see `hlgToDisplay`.
 */
export function linearOf(transfer: number): (encoded: number) => number {
  return functions[transfer] ?? fromSrgb;
}

const functions: Readonly<Record<number, (encoded: number) => number>> = {
  4: (v) => v ** 2.2,
  5: (v) => v ** 2.8,
  8: (v) => v,
  [pq]: fromPq,
  17: (v) => (52.37 / 48) * v ** 2.6,
  [hlg]: fromHlg,
};

function fromSrgb(v: number): number {
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

export function toSrgb(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** SMPTE ST 2084. */
function fromPq(v: number): number {
  const power = v ** (32 / 2523);
  const ratio = Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power);
  return (10_000 * ratio ** (8192 / 1305)) / whiteNits;
}

/** ARIB STD-B67: 0–1 of scene light. */
function fromHlg(v: number): number {
  return v <= 0.5 ? (v * v) / 3 : (Math.exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** What a display of 1000 nits multiplies HLG's scene light with, given the luminance of that light. */
export function hlgToDisplay(transfer: number, luminance: number): number {
  return transfer === hlg ? hdrPeak * luminance ** 0.2 : 1;
}
