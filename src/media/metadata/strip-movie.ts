import { type Box, boxesIn, firstBox } from "../bytes/boxes.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Patches } from "./edit.ts";
import { sampleRanges } from "./movie-samples.ts";

/**
 * An MP4 or MOV without user data, metadata, unknown boxes and telemetry tracks (GoPro, DJI, Apple), and with its
 * dates zeroed. In place: a box becomes `free` and its contents zeros, so no sample moves. ISO/IEC 14496-12, QTFF.
 */
export async function stripMovie(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  await blankTop(source, patches, topBoxes);
  return { patches: patches.list };
}

/** The same for the boxes around a HEIC or AVIF picture, whose `meta` box is the picture's own structure. */
export async function blankAroundPicture(source: ByteSource, patches: Patches): Promise<void> {
  await blankTop(source, patches, new Set([...topBoxes, "meta"]));
}

const words = (text: string) => new Set(text.split(" "));
const topBoxes = words("ftyp styp moov mdat moof mfra sidx ssix prft pdin pnot PICT");
const moovBoxes = words("mvhd trak mvex iods pssh rmra clip");
const trackBoxes = words("tkhd edts tref mdia tapt load imap matt clip trgr txas kmat crgn");
/** Sound, picture, subtitles, timecode. All other tracks are a device's notes about where and how it moved. */
const handlers = words("vide soun auxv pict hint text sbtl subt subp clcp tmcd");
const textHandlers = words("text sbtl subt");
/** Drones write their position into a subtitle track. */
const positionText = /gps|latitude|home\s*\(/i;
/** Projection of 360° video (Google's spherical video v1): how to show it, not where it was taken. */
const sphericalVideo = "ffcc8263f8554a938814587a02521fdd";

async function blankTop(source: ByteSource, patches: Patches, kept: Set<string>): Promise<void> {
  const found = new Set<string>();
  let end = 0;
  let telemetry = false;
  try {
    for await (const box of boxesIn(source, 0, source.size)) {
      if (!kept.has(box.type)) blankBox(box, patches);
      if (box.type === "moov") telemetry = (await blankInMovie(source, box, patches)) || telemetry;
      if (box.type === "moof") await blankInFragment(source, box, patches);
      found.add(box.type);
      end = box.end;
    }
  } catch (error) {
    // Cameras append records that are no boxes, positions among them; a movie that is whole plays without them.
    if (!(error instanceof UnreadablePicture && found.has("moov") && found.has("mdat"))) throw error;
    patches.zero(end, source.size);
  }
  if (telemetry && found.has("moof")) throw new UnreadablePicture("locationStays");
}

function blankBox({ type, at, bodyAt, end }: Box, patches: Patches): void {
  if (type !== "free" && type !== "skip" && type !== "wide") patches.write(at + 4, Buffer.from("free"));
  patches.zero(bodyAt, end);
}

/** Whether a telemetry track was taken out. */
async function blankInMovie(source: ByteSource, movie: Box, patches: Patches): Promise<boolean> {
  let telemetry = false;
  for await (const box of boxesIn(source, movie.bodyAt, movie.end)) {
    // A compressed movie header could hold anything, and nothing has written one since 2001.
    if (box.type === "cmov") throw new UnreadablePicture("unsupported");
    if (!moovBoxes.has(box.type)) blankBox(box, patches);
    if (box.type === "mvhd") await blankDates(source, box, patches);
    if (box.type === "trak") telemetry = (await blankInTrack(source, box, patches)) || telemetry;
  }
  return telemetry;
}

async function blankInTrack(source: ByteSource, track: Box, patches: Patches): Promise<boolean> {
  const media = await firstBox(source, "mdia", track.bodyAt, track.end);
  if (media && (await isTelemetry(source, media))) {
    for await (const [from, to] of sampleRanges(source, media)) patches.zero(from, to);
    blankBox(track, patches);
    return true;
  }
  for await (const box of boxesIn(source, track.bodyAt, track.end)) {
    if (!trackBoxes.has(box.type) && !(await isSphericalVideo(source, box))) blankBox(box, patches);
    if (box.type === "tkhd") await blankDates(source, box, patches);
    if (box.type === "mdia") await blankInMedia(source, box, patches);
  }
  return false;
}

async function blankInMedia(source: ByteSource, media: Box, patches: Patches): Promise<void> {
  for await (const box of boxesIn(source, media.bodyAt, media.end)) {
    if (isMetadata(box)) blankBox(box, patches);
    if (box.type === "mdhd") await blankDates(source, box, patches);
    if (box.type !== "minf") continue;
    for await (const inner of boxesIn(source, box.bodyAt, box.end))
      if (isMetadata(inner)) blankBox(inner, patches);
  }
}

async function blankInFragment(source: ByteSource, fragment: Box, patches: Patches): Promise<void> {
  for await (const box of boxesIn(source, fragment.bodyAt, fragment.end)) {
    if (isMetadata(box)) blankBox(box, patches);
    if (box.type !== "traf") continue;
    for await (const inner of boxesIn(source, box.bodyAt, box.end))
      if (isMetadata(inner)) blankBox(inner, patches);
  }
}

function isMetadata({ type }: Box): boolean {
  return type === "udta" || type === "meta" || type === "uuid";
}

async function isSphericalVideo(source: ByteSource, { type, bodyAt, end }: Box): Promise<boolean> {
  return (
    type === "uuid" &&
    end - bodyAt >= 16 &&
    (await source.read(bodyAt, 16)).toString("hex") === sphericalVideo
  );
}

async function isTelemetry(source: ByteSource, media: Box): Promise<boolean> {
  const box = await firstBox(source, "hdlr", media.bodyAt, media.end);
  if (!box || box.end - box.bodyAt < 12) throw new UnreadablePicture("damaged");
  const handler = (await source.read(box.bodyAt + 8, 4)).toString("latin1");
  if (!textHandlers.has(handler)) return !handlers.has(handler);
  for await (const [from, to] of sampleRanges(source, media)) {
    return positionText.test((await source.read(from, Math.min(to - from, 4096))).toString("latin1"));
  }
  return false;
}

/** Creation and modification time stand first in mvhd, tkhd and mdhd, 4 bytes each, or 8 in version 1. */
async function blankDates(source: ByteSource, { bodyAt, end }: Box, patches: Patches): Promise<void> {
  const [version] = await source.read(bodyAt, 1);
  const bytes = version === 1 ? 16 : 8;
  if (bodyAt + 4 + bytes > end) throw new UnreadablePicture("damaged");
  const dates = await source.read(bodyAt + 4, bytes);
  if (dates.some((byte) => byte !== 0)) patches.zero(bodyAt + 4, bodyAt + 4 + bytes);
}
