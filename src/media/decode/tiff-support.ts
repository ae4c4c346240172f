import { openSource } from "../bytes/byte-source.ts";
import { UnreadablePicture, type UnreadableReason } from "../bytes/unreadable-picture.ts";
import { readDirectory, readHeader, readNumbers } from "../metadata/tiff-directory.ts";

/**
 * Throws `UnreadablePicture` when sharp does not read a TIFF of this kind. It would call some of them damaged, and draw
 * others black: libvips shows tiles in a compression that libtiff was not built for as empty.
 */
export async function requireReadableTiff(path: string): Promise<void> {
  const reason = unsupportedBecause(await readTiffFacts(path));
  if (reason) throw new UnreadablePicture(reason);
}

interface TiffFacts {
  compression: number;
  photometric: number;
  samples: number;
  bits: number;
  format: number;
  /** Each colour stands in tiles of its own. */
  hasPlanarTiles: boolean;
}

/** The first picture of the file. Absent fields have the value that TIFF 6.0 gives them. */
async function readTiffFacts(path: string): Promise<TiffFacts> {
  await using source = await openSource(path);
  const layout = await readHeader(source);
  const { entries } = await readDirectory(source, layout, layout.first);
  const first = async (tag: number) => {
    const entry = entries.find((each) => each.tag === tag);
    return entry && (await readNumbers(source, layout, entry, 1))[0];
  };
  return {
    compression: (await first(259)) ?? 1,
    photometric: (await first(262)) ?? 1,
    samples: (await first(277)) ?? 1,
    bits: (await first(258)) ?? 1,
    format: (await first(339)) ?? unsigned,
    hasPlanarTiles: (await first(284)) === 2 && (await first(322)) !== undefined,
  };
}

const [unsigned, signed, float] = [1, 2, 3];

/** None, CCITT, LZW, JPEG, ZIP, NeXT, PackBits, Thunderscan, SGI's and WebP: those in sharp's build of libtiff. */
const compressions = new Set([1, 2, 3, 4, 5, 7, 8, 32766, 32771, 32773, 32809, 32946, 34676, 34677, 50001]);
const sgiCompressions = new Set([34676, 34677]);
/** Grey (0 and 1), RGB, palette, mask, CMYK, YCbCr and Lab; the last two are SGI's. */
const colours = new Set([0, 1, 2, 3, 4, 5, 6, 8, 32844, 32845]);
const lab = 8;
const channelsMax = 5;

function unsupportedBecause(facts: TiffFacts): UnreadableReason | undefined {
  const { compression, photometric, samples, bits } = facts;
  if (!compressions.has(compression)) return "tiffCompression";
  if (facts.hasPlanarTiles && samples > 1) return "tiffTiles";
  if (samples > channelsMax) return "tiffChannels";
  const isSgi = photometric >= 32844;
  if (!colours.has(photometric) || (photometric === lab && bits === 8)) return "tiffColour";
  if (isSgi !== sgiCompressions.has(compression)) return "tiffColour";
  return isSgi || hasReadableDepth(facts) ? undefined : "tiffDepth";
}

function hasReadableDepth({ bits, format, samples }: TiffFacts): boolean {
  if (format === float) return bits === 32 || (bits === 16 && samples >= 3);
  if (format === signed) return samples === 1 && (bits === 8 || bits === 16);
  if (format !== unsigned && format !== 4) return false;
  return bits === 8 || bits === 16 || (samples === 1 && (bits === 1 || bits === 2 || bits === 4));
}
