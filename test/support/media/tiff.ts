/** How the samples of a TIFF are laid out. */
export interface TiffLayout {
  width: number;
  height: number;
  samples: number;
  bits: number;
  /** 1: unsigned integer, 2: signed, 3: floating point, 6: complex. */
  format?: 1 | 2 | 3 | 6;
  /** 1: grey, 2: RGB, 5: CMYK, 8: Lab, 9: ICC Lab, 32845: LogLuv. */
  photometric: 1 | 2 | 5 | 8 | 9 | 32845;
  /** The meaning of samples beyond the colour: 0 unspecified, 2 alpha. */
  extra?: number[];
  compression?: number;
  /** States tiles, which the pixels need not have. */
  tile?: number;
  /** Whether the colours stand apart. */
  planar?: boolean;
}

/** A little-endian TIFF of one strip, in a layout that sharp does not write. */
export function tiff(pixels: Buffer, layout: TiffLayout): Buffer {
  const { width, height, samples, bits, format = 1, photometric, extra = [], compression = 1 } = layout;
  const each = (value: number) => Array<number>(samples).fill(value);
  const { tile, planar = false } = layout;
  const fields: [tag: number, values: number[]][] = [
    [256, [width]],
    [257, [height]],
    [258, each(bits)],
    [259, [compression]],
    [262, [photometric]],
    [273, [0]],
    [277, [samples]],
    [278, [height]],
    [279, [pixels.length]],
    ...(planar ? [[284, [2]] as [number, number[]]] : []),
    ...(tile ? [[322, [tile]] as [number, number[]], [323, [tile]] as [number, number[]]] : []),
    ...(extra.length > 0 ? [[338, extra] as [number, number[]]] : []),
    [339, each(format)],
  ];
  const directory = Buffer.alloc(2 + fields.length * 12 + 4);
  directory.writeUInt16LE(fields.length);
  const lists: Buffer[] = [];
  let listsAt = 8 + directory.length;
  for (const [index, [tag, values]] of fields.entries()) {
    const at = 2 + index * 12;
    const list = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) list.writeUInt32LE(value, i * 4);
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2); // LONG
    directory.writeUInt32LE(values.length, at + 4);
    if (values.length === 1) list.copy(directory, at + 8);
    else {
      directory.writeUInt32LE(listsAt, at + 8);
      lists.push(list);
      listsAt += list.length;
    }
  }
  directory.writeUInt32LE(listsAt, 2 + fields.findIndex(([tag]) => tag === 273) * 12 + 8);
  return Buffer.concat([Buffer.from("II*\0\x08\0\0\0", "latin1"), directory, ...lists, pixels]);
}
