import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Patches } from "./edit.ts";

/**
 * A WebM whose tags, attachments, title, file names and date are overwritten in place: each such element becomes a
 * Void of the same length, so no cluster moves. Elements: RFC 8794, RFC 9559.
 */
export async function stripWebm(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  for await (const element of elementsIn(source, 0, source.size)) {
    if (element.id === ids.segment) await blankInSegment(source, element, patches);
    else if (element.id === ids.void) patches.zero(element.bodyAt, element.end);
  }
  return { patches: patches.list };
}

const ids = {
  segment: 0x18538067,
  cluster: 0x1f43b675,
  info: 0x1549a966,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  void: 0xec,
  crc: 0xbf,
  title: 0x7ba9,
  date: 0x4461,
  fileName: 0x7384,
  previousFileName: 0x3c83ab,
  nextFileName: 0x3e83bb,
};

/** Browsers record clusters of unknown length, about one a second, with some tens of blocks in each. */
const elementsMax = 5_000_000;

interface Element {
  id: number;
  at: number;
  bodyAt: number;
  end: number;
  unknownLength: boolean;
}

async function blankInSegment(source: ByteSource, segment: Element, patches: Patches): Promise<void> {
  for await (const element of elementsIn(source, segment.bodyAt, segment.end)) {
    if (element.id === ids.tags || element.id === ids.attachments) voidElement(element, patches);
    else if (element.id === ids.void) patches.zero(element.bodyAt, element.end);
    else if (element.id === ids.info) await blankInInfo(source, element, patches);
  }
}

async function blankInInfo(source: ByteSource, info: Element, patches: Patches): Promise<void> {
  const named = [ids.title, ids.date, ids.fileName, ids.previousFileName, ids.nextFileName, ids.crc];
  for await (const element of elementsIn(source, info.bodyAt, info.end)) {
    if (named.includes(element.id)) voidElement(element, patches);
  }
}

/** The id shrinks to one byte; the size field takes what the old id and size took. */
function voidElement({ at, bodyAt, end, unknownLength }: Element, patches: Patches): void {
  if (unknownLength) throw new UnreadablePicture("damaged");
  const width = Math.min(bodyAt - at - 1, 8);
  const head = Buffer.alloc(1 + width);
  head[0] = ids.void;
  let size = end - at - head.length;
  for (let i = width; i > 0; i--) {
    head[i] = size % 256;
    size = Math.floor(size / 256);
  }
  head[1] = (head[1] ?? 0) | (0x100 >> width);
  patches.write(at, head);
  patches.zero(at + head.length, end);
}

/**
 * The elements one after the other. A cluster of unknown length is followed by its children as if they were its
 * siblings: where it ends is not written down, and none of them has an id that is looked for but Void's.
 */
async function* elementsIn(source: ByteSource, from: number, to: number): AsyncGenerator<Element> {
  let at = from;
  for (let count = 0; at + 2 <= to; count++) {
    if (count > elementsMax) throw new UnreadablePicture("tooComplex");
    const head = await source.read(at, Math.min(12, to - at));
    const id = readVariable(head, 0, 4, true);
    const size = readVariable(head, id.width, 8, false);
    const bodyAt = at + id.width + size.width;
    const unknownLength = size.value === 2 ** (7 * size.width) - 1;
    const end = unknownLength ? to : bodyAt + size.value;
    if (end > to) throw new UnreadablePicture("endsEarly");
    yield { id: id.value, at, bodyAt, end, unknownLength };
    at = unknownLength && id.value === ids.cluster ? bodyAt : end;
  }
}

/** A number that says its own width by its leading zero bits; ids keep the bit that says it. */
function readVariable(
  bytes: Buffer,
  at: number,
  widthMax: number,
  keepMarker: boolean,
): { value: number; width: number } {
  const first = bytes[at] ?? 0;
  const width = Math.clz32(first) - 23;
  if (width > widthMax) throw new UnreadablePicture("damaged");
  if (at + width > bytes.length) throw new UnreadablePicture("endsEarly");
  let value = keepMarker ? first : first & (0xff >> width);
  for (let i = 1; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return { value, width };
}
