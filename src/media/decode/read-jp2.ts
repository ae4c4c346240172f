import { createRequire } from "node:module";
import decoder from "@cornerstonejs/codec-openjpeg/decodewasmjs";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { ReadPicture } from "./read-picture.ts";

/** OpenJPEG's number for YCC, as its decoder reports it. */
const ycc = 3;

/** Decodes a JPEG 2000, in a file or a bare codestream. Throws `UnreadablePicture`. */
export async function readJp2(bytes: Buffer, pixelsMax: number): Promise<ReadPicture> {
  const wasm = createRequire(import.meta.url).resolve("@cornerstonejs/codec-openjpeg/decodewasm");
  const { J2KDecoder } = await decoder({ locateFile: () => wasm });
  const picture = new J2KDecoder();
  const { width, height } = sizeOf(bytes);
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  picture.getEncodedBuffer(bytes.length).set(bytes);
  decode(picture);
  const frame = picture.getFrameInfo();
  const samples = picture.getDecodedBuffer();
  const isWhole = frame.width === width && frame.height === height && samples.length >= bytesOf(frame);
  if (!isWhole) throw new UnreadablePicture("damaged");
  const data = rgba(samples, frame);
  if (picture.getColorSpace() === ycc && frame.componentCount >= 3) yccToRgb(data);
  return { width, height, pixels: { width, height, data }, camera: {} };
}

interface Frame {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
}

/** The module throws numbers when it traps. */
function decode(picture: { decode(): void }): void {
  try {
    picture.decode();
  } catch (error) {
    throw new UnreadablePicture("damaged", { cause: error });
  }
}

/** The size that the codestream states (ITU-T T.800, A.5.1), since the decoder takes memory before it tells one. */
function sizeOf(bytes: Buffer): { width: number; height: number } {
  const at = bytes.indexOf("\xff\x4f\xff\x51", 0, "latin1");
  if (at < 0 || at + 24 > bytes.length) throw new UnreadablePicture("damaged");
  const edge = (offset: number) => bytes.readUInt32BE(at + offset) - bytes.readUInt32BE(at + offset + 8);
  const [width, height] = [edge(8), edge(12)];
  if (width <= 0 || height <= 0) throw new UnreadablePicture("damaged");
  return { width, height };
}

const sampleBytes = ({ bitsPerSample }: Frame) => (bitsPerSample <= 8 ? 1 : 2);
const bytesOf = (frame: Frame) => frame.width * frame.height * frame.componentCount * sampleBytes(frame);

/** One component is grey, two are grey and alpha, three are colours, and the fourth is alpha. */
function rgba(samples: Uint8Array, frame: Frame): Buffer {
  const { width, height, componentCount: count } = frame;
  if (count < 1 || count > 4 || frame.bitsPerSample > 16) throw new UnreadablePicture("unsupported");
  const sample = sampleReader(samples, frame);
  const out = Buffer.alloc(width * height * 4, 255);
  const [green, blue] = count >= 3 ? [1, 2] : [0, 0];
  for (let i = 0, at = 0; i < out.length; i += 4, at += count) {
    out[i] = sample(at);
    out[i + 1] = sample(at + green);
    out[i + 2] = sample(at + blue);
    if (count % 2 === 0) out[i + 3] = sample(at + count - 1);
  }
  return out;
}

/** Samples scaled to 0–255. */
function sampleReader(samples: Uint8Array, frame: Frame): (index: number) => number {
  const { bitsPerSample: bits, isSigned } = frame;
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  const half = isSigned ? 2 ** (bits - 1) : 0;
  const scale = 255 / (2 ** bits - 1);
  const read = sampleBytes(frame) === 1 ? oneByte(view, isSigned) : twoBytes(view, isSigned);
  return (index) => Math.round((read(index) + half) * scale);
}

function oneByte(view: DataView, isSigned: boolean): (index: number) => number {
  return isSigned ? (index) => view.getInt8(index) : (index) => view.getUint8(index);
}

function twoBytes(view: DataView, isSigned: boolean): (index: number) => number {
  return isSigned ? (index) => view.getInt16(index * 2, true) : (index) => view.getUint16(index * 2, true);
}

/** Full-range YCbCr of ITU-T T.871, as JPEG has it. */
function yccToRgb(data: Buffer): void {
  for (let i = 0; i < data.length; i += 4) {
    const [y = 0, cb = 0, cr = 0] = [data[i], (data[i + 1] ?? 0) - 128, (data[i + 2] ?? 0) - 128];
    data[i] = clamped(y + 1.402 * cr);
    data[i + 1] = clamped(y - 0.344136 * cb - 0.714136 * cr);
    data[i + 2] = clamped(y + 1.772 * cb);
  }
}

const clamped = (value: number) => Math.min(Math.max(Math.round(value), 0), 255);
