const byteaOid = 17;
const headerBytes = 20;
const lengthBytes = 4;
const nullLength = -1;

/**
 * A `bytea[]` parameter in PostgreSQL's binary format (`array_recv`). pg would send a list of buffers as text, where each byte
 * takes two hexadecimal digits that both sides have to convert.
 */
export function byteaArray(values: readonly (Buffer | null)[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + lengthBytes + (value?.length ?? 0), headerBytes);
  const packed = Buffer.allocUnsafe(bytes);
  packed.writeInt32BE(1, 0); // dimensions
  packed.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  packed.writeInt32BE(byteaOid, 8);
  packed.writeInt32BE(values.length, 12);
  packed.writeInt32BE(1, 16); // the first index
  let at = headerBytes;
  for (const value of values) {
    packed.writeInt32BE(value?.length ?? nullLength, at);
    at += lengthBytes;
    if (value) at += value.copy(packed, at);
  }
  return packed;
}
