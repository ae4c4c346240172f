import { z } from "zod";
import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { localTime, timesOfXmp } from "./taken-at.ts";
import {
  readDirectory,
  readHeader,
  readNumbers,
  readValue,
  type TiffEntry,
  type TiffLayout,
} from "./tiff-directory.ts";

/** What a picture says about how it was taken: no place, no serial number, no person. */
export const CameraData = z.object({
  camera: z.object({ make: z.string().nullable(), model: z.string().nullable() }).optional(),
  lens: z.string().optional(),
  /** Local time where it was taken, without an offset: "2008-10-22T16:28:39". */
  takenAt: z.string().optional(),
  iso: z.number().optional(),
  fNumber: z.number().optional(),
  /** Seconds. */
  exposureTime: z.number().optional(),
  /** Millimetres, of the lens itself. */
  focalLength: z.number().optional(),
});
export type CameraData = z.output<typeof CameraData>;

/** From a picture's EXIF block and XMP packet; `{}` when there is none or it is damaged. */
export async function cameraOf({ exif, xmp }: { exif?: Buffer; xmp?: Buffer }): Promise<CameraData> {
  return cameraOfTiff(memorySource(exif ? exif.subarray(tiffStart(exif)) : Buffer.alloc(0)), xmp);
}

/** From a TIFF file, whose own directory is the EXIF, and its XMP packet. Tags: Exif 3.0, §4.6. */
export async function cameraOfTiff(source: ByteSource, xmp?: Buffer): Promise<CameraData> {
  const { takenAt, createdAt, ...camera } = await readExif(source);
  const { taken, created } = timesOfXmp(xmp);
  return defined({ ...camera, takenAt: takenAt ?? taken ?? createdAt ?? created });
}

/** The TIFF header stands at the front, behind "Exif", or in a HEIC behind as many bytes as its writer liked. */
function tiffStart(exif: Buffer): number {
  const starts = ["II*\0", "MM\0*"].map((header) => exif.subarray(0, 64).indexOf(header, 0, "latin1"));
  return Math.min(...starts.map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)), exif.length);
}

type Exif = { [K in keyof CameraData]: CameraData[K] | undefined } & { createdAt?: string | undefined };

async function readExif(source: ByteSource): Promise<Exif> {
  try {
    const layout = await readHeader(source);
    const picture = await readTags(source, layout, layout.first);
    const [exifAt] = await picture.numbers(0x8769);
    const exif = exifAt === undefined ? picture : await readTags(source, layout, exifAt);
    const make = await picture.text(0x010f);
    const model = await picture.text(0x0110);
    return {
      camera: make || model ? { make: make ?? null, model: model ?? null } : undefined,
      lens: await exif.text(0xa434),
      takenAt: localTime(await exif.text(0x9003)),
      createdAt: localTime(await exif.text(0x9004)),
      iso: positive(await exif.numbers(0x8827)),
      fNumber: positive(await exif.numbers(0x829d)),
      exposureTime: positive(await exif.numbers(0x829a)),
      focalLength: positive(await exif.numbers(0x920a)),
    };
  } catch (error) {
    if (error instanceof UnreadablePicture) return {};
    throw error;
  }
}

/** The longest real names have some sixty characters. */
const textBytesMax = 128;

async function readTags(source: ByteSource, layout: TiffLayout, at: number) {
  const { entries } = await readDirectory(source, layout, at);
  const find = (tag: number): TiffEntry | undefined => entries.find((entry) => entry.tag === tag);
  return {
    async numbers(tag: number): Promise<number[]> {
      const entry = find(tag);
      return entry ? readNumbers(source, layout, entry, 1) : [];
    },
    async text(tag: number): Promise<string | undefined> {
      const entry = find(tag);
      if (entry?.type !== 2) return undefined;
      const [upToNul = ""] = (await readValue(source, entry, textBytesMax)).toString("utf8").split("\0");
      return upToNul.replace(/[\p{C}\ufffd]/gu, "").trim() || undefined;
    },
  };
}

function positive([value]: number[]): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

function defined(data: { [K in keyof CameraData]: CameraData[K] | undefined }): CameraData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as CameraData;
}
