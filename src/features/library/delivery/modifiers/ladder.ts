import type { Size } from "../../../../media/transform/transform.ts";

/**
 * The lengths that links may ask for without a signature. Others snap up to the next, so that nobody can fill the cache or
 * keep the server busy by counting pixels. Each is at most a third more than the one before, and what sites and their tools
 * ask for most is among them.
 */
export const ladder = [
  16, 24, 32, 48, 64, 80, 96, 128, 160, 192, 256, 320, 384, 400, 480, 512, 600, 640, 750, 800, 828, 960, 1080,
  1200, 1280, 1440, 1600, 1668, 1920, 2048, 2400, 2560, 3000, 3200, 3840, 4096, 4480, 5120, 6016, 7168, 8192,
] as const;

export const snapUp = (pixels: number): number => ladder.find((step) => step >= pixels) ?? 8192;

/** Qualities without a signature are multiples of this. */
const qualityStep = 5;
export const snapQuality = (quality: number): number => Math.ceil(quality / qualityStep) * qualityStep;

// Fractions of numbers up to this are all ratios that people use. Two neighbours differ by 5 % at most.
const partMax = 21;

/** The nearest ratio of two small numbers; 100 to 1 at most. */
export function snapRatio(ratio: number): number {
  if (ratio < 1) return 1 / snapRatio(1 / ratio);
  let nearest = Math.min(Math.round(ratio), 100);
  for (let part = 2; part <= partMax; part++) {
    const candidate = Math.round(ratio * part) / part;
    if (Math.round(ratio * part) <= partMax && Math.abs(candidate - ratio) < Math.abs(nearest - ratio)) {
      nearest = candidate;
    }
  }
  return nearest;
}

/** A box with its longer side on the ladder, and nearly its ratio. */
export function snapBox({ width, height }: Partial<Size>): Partial<Size> {
  if (width === undefined || height === undefined) {
    return {
      ...(width !== undefined && { width: snapUp(width) }),
      ...(height !== undefined && { height: snapUp(height) }),
    };
  }
  const ratio = snapRatio(width / height);
  const longest = snapUp(Math.max(width, height));
  return ratio >= 1
    ? { width: longest, height: Math.max(1, Math.round(longest / ratio)) }
    : { width: Math.max(1, Math.round(longest * ratio)), height: longest };
}
