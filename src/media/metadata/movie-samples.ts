import { type Box, firstBox } from "../bytes/boxes.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

/**
 * Where a track's samples stand in the file, one `[from, to]` a chunk, in file order of the chunk table; `media` is
 * its `mdia` box. Throws `UnreadablePicture` when they cannot be told (ISO/IEC 14496-12 §8.7).
 */
export async function* sampleRanges(source: ByteSource, media: Box): AsyncGenerator<[number, number]> {
  const information = await firstBox(source, "minf", media.bodyAt, media.end);
  const tables = information && (await firstBox(source, "stbl", information.bodyAt, information.end));
  if (!tables) throw new UnreadablePicture("damaged");
  const body = async (type: string) => {
    const box = await firstBox(source, type, tables.bodyAt, tables.end);
    return box && (await source.read(box.bodyAt, box.end - box.bodyAt));
  };
  const offsets = chunkOffsets(await body("stco"), await body("co64"));
  const sizes = sampleSizes(await body("stsz"));
  const runs = samplesPerChunk(await body("stsc"));
  let sample = 0;
  for (let chunk = 0; chunk < offsets.length; chunk++) {
    const from = offsets[chunk] ?? 0;
    let to = from;
    for (let left = runs.at(chunk); left > 0 && sample < sizes.count; left--) to += sizes.at(sample++);
    if (to > source.size) throw new UnreadablePicture("endsEarly");
    if (to > from) yield [from, to];
  }
}

/** Each table: 4 bytes of version and flags, a 32-bit count, and the rows; a table too short for its count is damaged. */
function rows(table: Buffer | undefined, headBytes: number, rowBytes: number): number {
  if (!table || table.length < headBytes) throw new UnreadablePicture("locationStays");
  const count = table.readUInt32BE(headBytes - 4);
  if (headBytes + count * rowBytes > table.length) throw new UnreadablePicture("damaged");
  return count;
}

function chunkOffsets(short: Buffer | undefined, long: Buffer | undefined): number[] {
  if (short) return Array.from({ length: rows(short, 8, 4) }, (_, i) => short.readUInt32BE(8 + i * 4));
  return Array.from({ length: rows(long, 8, 8) }, (_, i) => Number(long?.readBigUInt64BE(8 + i * 8)));
}

function sampleSizes(table: Buffer | undefined): { count: number; at(sample: number): number } {
  const same = table && table.length >= 12 ? table.readUInt32BE(4) : 0;
  const count = rows(table, 12, same === 0 ? 4 : 0);
  return { count, at: (sample) => same || (table?.readUInt32BE(12 + sample * 4) ?? 0) };
}

/** Runs of chunks with the same number of samples, each run given by its first chunk (from 1). */
function samplesPerChunk(table: Buffer | undefined): { at(chunk: number): number } {
  const count = rows(table, 8, 12);
  let run = 0;
  return {
    at(chunk) {
      while (run + 1 < count && (table?.readUInt32BE(8 + (run + 1) * 12) ?? 0) <= chunk + 1) run++;
      return count === 0 ? 0 : (table?.readUInt32BE(8 + run * 12 + 4) ?? 0);
    },
  };
}
