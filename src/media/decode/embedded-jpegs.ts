export interface EmbeddedJpeg {
  at: number;
  width: number;
  height: number;
}

/** A file of random bytes has about six that look like a beginning in 100 MB. */
const beginningsMax = 10_000;

/** The JPEGs that stand somewhere in a file, the largest first. Lossless ones, which hold a sensor's data, are left out. */
export function embeddedJpegs(bytes: Buffer): EmbeddedJpeg[] {
  const found: EmbeddedJpeg[] = [];
  let at = bytes.indexOf(beginning);
  for (let count = 0; at >= 0 && count < beginningsMax; count++) {
    const size = sizeOf(bytes, at + 2);
    if (size) found.push({ at, ...size });
    at = bytes.indexOf(beginning, at + 1);
  }
  return found.sort((a, b) => b.width * b.height - a.width * a.height);
}

const beginning = Buffer.from([0xff, 0xd8, 0xff]);

/** Tables and metadata stand before the frame, some dozens of segments at most. */
const segmentsMax = 200;

/** The size that the frame of a JPEG states, from its first segment on; undefined when these are no segments. */
function sizeOf(bytes: Buffer, from: number): { width: number; height: number } | undefined {
  let at = from;
  for (let count = 0; count < segmentsMax && at + 9 <= bytes.length; count++) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker < 0xc0 || marker === 0xff) return undefined;
    const isFrame = marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    // Baseline, extended and progressive; every other kind is not read here.
    if (isFrame && marker > 0xc2) return undefined;
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
