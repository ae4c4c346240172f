import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

interface Range {
  from: number;
  to: number;
}

/** Where the parts of a Photoshop file stand, and what its header says. */
export interface PsdLayout {
  /** PSB, whose lengths of layers and rows are twice as wide. */
  large: boolean;
  channels: number;
  width: number;
  height: number;
  /** Bits of a sample. */
  depth: number;
  mode: number;
  colours: Range;
  resources: Range;
  /** Whether the first channel behind the colours is the transparency of the whole. */
  transparent: boolean;
  /** Where the composite begins: two bytes that name its compression. */
  pictureAt: number;
}

/** Throws `UnreadablePicture` when a part does not lie within the file. */
export function psdLayout(bytes: Buffer): PsdLayout {
  if (bytes.length < 26) throw new UnreadablePicture("endsEarly");
  const large = bytes.readUInt16BE(4) === 2;
  const colours = section(bytes, 26, 4);
  const resources = section(bytes, colours.to, 4);
  const layers = section(bytes, resources.to, large ? 8 : 4);
  return {
    large,
    channels: bytes.readUInt16BE(12),
    height: bytes.readUInt32BE(14),
    width: bytes.readUInt32BE(18),
    depth: bytes.readUInt16BE(22),
    mode: bytes.readUInt16BE(24),
    colours,
    resources,
    transparent: isTransparent(bytes, layers, large ? 8 : 4),
    pictureAt: layers.to,
  };
}

/** A part that begins with its length. */
function section(bytes: Buffer, at: number, lengthBytes: 4 | 8): Range {
  if (at + lengthBytes > bytes.length) throw new UnreadablePicture("endsEarly");
  const length = lengthBytes === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
  const from = at + lengthBytes;
  if (from + length > bytes.length) throw new UnreadablePicture("endsEarly");
  return { from, to: from + length };
}

/** A negative count of layers says so. */
function isTransparent(bytes: Buffer, { from, to }: Range, lengthBytes: number): boolean {
  return from + lengthBytes + 2 <= to && bytes.readInt16BE(from + lengthBytes) < 0;
}

export interface PsdResource extends Range {
  id: number;
  /** Where its contents begin. */
  bodyAt: number;
}

/** The resources (metadata, profile, guides, thumbnail) one after the other. */
export function* psdResources(bytes: Buffer, { from, to }: Range): Generator<PsdResource> {
  let at = from;
  while (at + 12 <= to) {
    const id = bytes.readUInt16BE(at + 4);
    // A name with its length before it, padded to an even number of bytes.
    const nameBytes = ((bytes[at + 6] ?? 0) + 2) & ~1;
    const lengthAt = at + 6 + nameBytes;
    if (lengthAt + 4 > to) throw new UnreadablePicture("damaged");
    const length = bytes.readUInt32BE(lengthAt);
    const bodyAt = lengthAt + 4;
    const end = bodyAt + length + (length & 1);
    if (bodyAt + length > to) throw new UnreadablePicture("damaged");
    yield { id, from: at, bodyAt, to: Math.min(end, to) };
    at = end;
  }
}

/** The contents of a resource; undefined when there is none of that id. */
export function psdResource(bytes: Buffer, { resources }: PsdLayout, wanted: number): Buffer | undefined {
  for (const { id, bodyAt, to } of psdResources(bytes, resources))
    if (id === wanted) return bytes.subarray(bodyAt, to);
}
