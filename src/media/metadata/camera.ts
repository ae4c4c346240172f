import { z } from "zod";
import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
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

/** From an EXIF block, with or without its "Exif" prefix; `{}` when there is none or it is damaged. */
export async function cameraOfExif(exif: Buffer | undefined): Promise<CameraData> {
  if (!exif) return {};
  const prefixed = exif.toString("latin1", 0, 6) === "Exif\0\0";
  return cameraOfTiff(memorySource(prefixed ? exif.subarray(6) : exif));
}

/** From a TIFF file, whose own directory is the EXIF; `{}` when it says nothing. Tags: Exif 3.0, §4.6. */
export async function cameraOfTiff(source: ByteSource): Promise<CameraData> {
  try {
    const layout = await readHeader(source);
    const picture = await readTags(source, layout, layout.first);
    const [exifAt] = await picture.numbers(0x8769);
    const exif = exifAt === undefined ? picture : await readTags(source, layout, exifAt);
    const make = await picture.text(0x010f);
    const model = await picture.text(0x0110);
    return defined({
      camera: make || model ? { make: make ?? null, model: model ?? null } : undefined,
      lens: await exif.text(0xa434),
      takenAt: isoTime(await exif.text(0x9003)),
      iso: positive(await exif.numbers(0x8827)),
      fNumber: positive(await exif.numbers(0x829d)),
      exposureTime: positive(await exif.numbers(0x829a)),
      focalLength: positive(await exif.numbers(0x920a)),
    });
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

/** EXIF writes "2008:10:22 16:28:39", and blanks or zeros when the clock was never set. */
function isoTime(text: string | undefined): string | undefined {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text ?? "");
  if (!parts) return undefined;
  const time = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`;
  const parsed = new Date(`${time}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(time) ? time : undefined;
}

function positive([value]: number[]): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

function defined(data: { [K in keyof CameraData]: CameraData[K] | undefined }): CameraData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as CameraData;
}
