import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Pieces } from "./edit.ts";

/**
 * A GIF without comments, XMP and other applications' blocks, and without what follows its trailer; frames, timing,
 * looping and colour profile stay. Blocks: GIF89a specification, §§17–27.
 */
export async function stripGif(source: ByteSource): Promise<Edit> {
  const pieces = new Pieces();
  const [screenFlags = 0] = await source.read(10, 1);
  let at = 13 + colourTableBytes(screenFlags);
  pieces.keep(0, Math.min(at, source.size));
  while (at < source.size) {
    const start = at;
    const [introducer] = await source.read(at, 1);
    if (introducer === trailer) {
      pieces.keep(at, at + 1);
      break;
    }
    if (introducer === image) {
      const [flags = 0] = await source.read(at + 9, 1);
      at = await afterSubBlocks(source, at + 10 + colourTableBytes(flags) + 1);
      pieces.keep(start, at);
    } else if (introducer === extension) {
      at = await afterSubBlocks(source, at + 2);
      if (await isPicture(source, start)) pieces.keep(start, at);
    } else if (introducer === 0) {
      // Stray terminators occur in the wild, and decoders pass over them.
      at++;
    } else throw new UnreadablePicture("damaged");
  }
  return { pieces: pieces.list };
}

const trailer = 0x3b;
const image = 0x2c;
const extension = 0x21;
const graphicControl = 0xf9;
const plainText = 0x01;
const application = 0xff;
const pictureApplications = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

/** `at` is a whole extension; its sub-blocks were seen to end within the file. */
async function isPicture(source: ByteSource, at: number): Promise<boolean> {
  const [, label, length = 0] = await source.read(at, 3);
  if (label === graphicControl || label === plainText) return true;
  if (label !== application || length !== 11) return false;
  return pictureApplications.has((await source.read(at + 3, 11)).toString("latin1"));
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

async function afterSubBlocks(source: ByteSource, from: number): Promise<number> {
  for (let at = from; ; ) {
    const [length = 0] = await source.read(at, 1);
    at += 1 + length;
    if (length === 0) return at;
  }
}
