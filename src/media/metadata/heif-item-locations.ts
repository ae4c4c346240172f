import { firstBox } from "../bytes/boxes.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

export interface ItemLocation {
  item: number;
  /** `[from, to]` in the file. */
  ranges: [number, number][];
}

/** Phones cut a picture into about a hundred tiles, one item each. */
const extentsMax = 100_000;

/**
 * Where the items of a HEIF file stand, from the `iloc` box among the children of `meta` (ISO/IEC 14496-12 §8.11.3).
 * Items made out of other items have no place of their own and are left out.
 */
export async function itemLocations(
  source: ByteSource,
  metaFrom: number,
  metaTo: number,
): Promise<ItemLocation[]> {
  const box = await firstBox(source, "iloc", metaFrom, metaTo);
  if (!box) throw new UnreadablePicture("damaged");
  const dataBox = await firstBox(source, "idat", metaFrom, metaTo);
  const fields = new Fields(await source.read(box.bodyAt, box.end - box.bodyAt));
  const version = fields.next(4) >>> 24;
  if (version > 2) throw new UnreadablePicture("unsupported");
  const widths = fields.next(2);
  const width = (index: number) => (widths >> (12 - 4 * index)) & 15;
  const count = fields.next(version < 2 ? 2 : 4);
  const locations: ItemLocation[] = [];
  let extentsLeft = extentsMax;
  for (let i = 0; i < count; i++) {
    const item = fields.next(version < 2 ? 2 : 4);
    const construction = version === 0 ? 0 : fields.next(2) & 15;
    fields.next(2);
    const base = fields.next(width(2));
    const extents = fields.next(2);
    extentsLeft -= extents + 1;
    if (extentsLeft < 0) throw new UnreadablePicture("tooComplex");
    const start = base + (construction === 1 ? (dataBox?.bodyAt ?? 0) : 0);
    const ranges = Array.from({ length: extents }, (): [number, number] => {
      if (version > 0) fields.next(width(3));
      const from = start + fields.next(width(0));
      // Length 0 means "the rest of the file".
      return [from, from + (fields.next(width(1)) || Math.max(source.size - from, 0))];
    });
    if (construction < 2) locations.push({ item, ranges });
  }
  return locations;
}

/** Big-endian fields of 0, 2, 4 or 8 bytes, one after the other; past the end the file is damaged. */
class Fields {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  next(width: number): number {
    const at = this.at;
    this.at += width;
    if (this.at > this.bytes.length) throw new UnreadablePicture("damaged");
    if (width === 0) return 0;
    if (width === 8) return Number(this.bytes.readBigUInt64BE(at));
    if (width !== 2 && width !== 4) throw new UnreadablePicture("damaged");
    return this.bytes.readUIntBE(at, width);
  }
}
