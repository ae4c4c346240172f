import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { jpegSegment } from "./jpeg-segments.ts";
import { readDirectory, readHeader, readValue } from "./tiff-directory.ts";

export const multiPictureMark = "MPF\0";
/** A camera has two or three: the picture, its gain map, a preview. */
const picturesMax = 10;
const entryBytes = 16;
const entriesTag = 0xb002;

/** Where the other pictures of a multi-picture file stand, `[from, to]`; `base` is where the index's header stands (CIPA DC-007). */
export async function otherPictures(
  index: Buffer,
  base: number,
  source: ByteSource,
): Promise<[number, number][]> {
  try {
    const tiff = memorySource(index);
    const layout = await readHeader(tiff);
    const { entries } = await readDirectory(tiff, layout, layout.first);
    const entry = entries.find(({ tag }) => tag === entriesTag);
    const value = entry ? await readValue(tiff, entry, picturesMax * entryBytes) : Buffer.alloc(0);
    const uint32 = (at: number) => (layout.littleEndian ? value.readUInt32LE(at) : value.readUInt32BE(at));
    const found: [number, number][] = [];
    for (let at = entryBytes; at + entryBytes <= value.length; at += entryBytes) {
      const from = base + uint32(at + 8);
      found.push([from, from + uint32(at + 4)]);
    }
    return found.filter(([from, to]) => from > base && to > from && to <= source.size);
  } catch (error) {
    if (error instanceof UnreadablePicture) return [];
    throw error;
  }
}

/** From the segment's marker to the header that offsets count from. */
export const multiPictureHeadBytes = 8;

/** The index of a picture of `firstBytes` with a second one of `secondBytes` behind it; `headerAt` is in the first. */
export function multiPictureSegment(firstBytes: number, secondBytes: number, headerAt: number): Buffer {
  const index = Buffer.alloc(50 + 2 * entryBytes);
  index.write("MM\0*\0\0\0\x08\0\x03", "latin1");
  writeEntry(index, 10, 0xb000, 7, 4, 0);
  index.write("0100", 18, "latin1");
  writeEntry(index, 22, 0xb001, 4, 1, 2);
  writeEntry(index, 34, entriesTag, 7, 2 * entryBytes, 50);
  // "Baseline primary picture".
  index.writeUInt32BE(0x030000, 50);
  index.writeUInt32BE(firstBytes, 54);
  index.writeUInt32BE(secondBytes, 70);
  index.writeUInt32BE(Math.max(firstBytes - headerAt, 0), 74);
  return jpegSegment(0xe2, Buffer.concat([Buffer.from(multiPictureMark, "latin1"), index]));
}

export const multiPictureSegmentBytes = multiPictureSegment(0, 0, 0).length;

function writeEntry(out: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  out.writeUInt16BE(tag, at);
  out.writeUInt16BE(type, at + 2);
  out.writeUInt32BE(count, at + 4);
  out.writeUInt32BE(value, at + 8);
}
