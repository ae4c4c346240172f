import type { ByteSource } from "../bytes/byte-source.ts";
import { type Edit, Pieces } from "./edit.ts";
import { psdResources } from "./psd-layout.ts";

/**
 * A Photoshop file without EXIF, XMP, IPTC, captions, file names, addresses and thumbnail; layers, channels, paths,
 * guides and profile stay. Source: Adobe Photoshop File Formats Specification, 2019.
 */
export async function stripPsd(source: ByteSource): Promise<Edit> {
  const coloursTo = 30 + (await source.read(26, 4)).readUInt32BE();
  const length = (await source.read(coloursTo, 4)).readUInt32BE();
  const from = coloursTo + 4;
  const resources = await source.read(from, length);
  const kept = [...psdResources(resources, { from: 0, to: length })].filter(({ id }) => isOfPicture(id));

  const pieces = new Pieces();
  pieces.keep(0, coloursTo);
  const keptBytes = Buffer.alloc(4);
  keptBytes.writeUInt32BE(kept.reduce((sum, resource) => sum + resource.to - resource.from, 0));
  if (keptBytes.readUInt32BE() === length) return { pieces: [{ from: 0, to: source.size }] };
  pieces.insert(keptBytes);
  for (const resource of kept) pieces.keep(from + resource.from, from + resource.to);
  pieces.keep(from + length, source.size);
  return { pieces: pieces.list };
}

/** Resolution, halftones, groups of layers, guides, profile, names of channels, version, and paths (2000–2999). */
const pictureResources = new Set([
  1005, 1006, 1007, 1009, 1010, 1011, 1013, 1014, 1016, 1024, 1026, 1032, 1037, 1039, 1041, 1044, 1045, 1047,
  1049, 1053, 1057, 1062, 1064, 1069, 1072, 1074, 1075, 1076, 1077, 1080, 1082, 1083, 10000,
]);

const isOfPicture = (id: number) => pictureResources.has(id) || (id >= 2000 && id <= 2999);
