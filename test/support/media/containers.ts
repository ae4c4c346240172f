/** A box of an ISO base media file around its contents. */
export function box(type: string, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, i * 4);
  });
  return bytes;
}

/** An EBML element. Browsers write the size "unknown" while recording. */
export function element(id: number, contents: Buffer, size: "known" | "unknown" = "known"): Buffer {
  const idBytes = Buffer.from(id.toString(16).padStart(id > 0xff ? 4 : 2, "0"), "hex");
  const sizeBytes = Buffer.alloc(8);
  sizeBytes.writeBigUInt64BE(BigInt(contents.length));
  sizeBytes[0] = 0x01;
  return Buffer.concat([idBytes, size === "known" ? sizeBytes : Buffer.from([0xff]), contents]);
}

/** A little-endian TIFF directory entry, with its value or the value's offset. */
export function tiffEntry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(value, 8);
  return bytes;
}

export function tiffDirectory(entries: Buffer[], next = 0): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16LE(entries.length);
  const last = Buffer.alloc(4);
  last.writeUInt32LE(next);
  return Buffer.concat([count, ...entries, last]);
}
