import { memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { readDirectory, readHeader, readNumbers } from "./tiff-directory.ts";

const orientationTag = 0x0112;

/** The orientation (1–8) that an EXIF block states in its first directory; 1 when it states none or is damaged. */
export async function orientationOf(exif: Buffer): Promise<number> {
  const source = memorySource(exif);
  try {
    const layout = await readHeader(source);
    const { entries } = await readDirectory(source, layout, layout.first);
    const entry = entries.find(({ tag }) => tag === orientationTag);
    const [value] = entry ? await readNumbers(source, layout, entry, 1) : [];
    return value !== undefined && value >= 1 && value <= 8 ? value : 1;
  } catch (error) {
    if (error instanceof UnreadablePicture) return 1;
    throw error;
  }
}

/** An EXIF block (TIFF, big-endian, no "Exif" prefix) that says nothing but the orientation, so that pictures stay upright. */
export function orientationExif(orientation: number): Buffer {
  const exif = Buffer.alloc(26);
  exif.write("MM\0*", "latin1");
  exif.writeUInt32BE(8, 4);
  exif.writeUInt16BE(1, 8);
  exif.writeUInt16BE(orientationTag, 10);
  exif.writeUInt16BE(3, 12);
  exif.writeUInt32BE(1, 14);
  exif.writeUInt16BE(orientation, 18);
  return exif;
}
