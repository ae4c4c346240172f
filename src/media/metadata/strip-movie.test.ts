import { expect, test } from "vitest";
import { box, uint32 } from "../../../test/support/media/containers.ts";
import { stripMetadataInMemory } from "./strip-metadata.ts";

const secret = Buffer.from("\xa9xyz+52.5000+013.4000/SECRET-PLACE", "latin1");
const sample = (text: string) => Buffer.from(text.padEnd(32));
const dates = (type: string) => box(type, uint32(0, 0xdadada, 0xdadada, 600, 1200));

/** A track whose two samples of 32 bytes stand in two chunks at the given offsets. */
function track(handler: string, chunks: [number, number], ...more: Buffer[]): Buffer {
  const tables = box(
    "stbl",
    box("stsd", uint32(0, 0)),
    box("stsz", uint32(0, 32, 2)),
    box("stsc", uint32(0, 1, 1, 1, 1)),
    box("stco", uint32(0, 2, ...chunks)),
  );
  const handlerBox = box("hdlr", uint32(0, 0), Buffer.from(handler), uint32(0, 0, 0));
  return box("trak", dates("tkhd"), box("mdia", dates("mdhd"), handlerBox, box("minf", tables)), ...more);
}

const brands = box("ftyp", Buffer.from("mp42"), uint32(0), Buffer.from("isom"));
const dataAt = brands.length + 8;
const data = (...samples: string[]) => box("mdat", ...samples.map(sample));
const at = (index: number) => dataAt + index * 32;

test("a movie loses user data, metadata and dates in place, and keeps its samples", async () => {
  const original = Buffer.concat([
    brands,
    data("picture 1", "picture 2"),
    box(
      "moov",
      dates("mvhd"),
      track("vide", [at(0), at(1)], box("udta", secret), box("meta", secret)),
      box("udta", box("meta", secret)),
      box("meta", secret),
    ),
    box("uuid", secret),
    box("free", secret),
  ]);
  const out = await stripMetadataInMemory(original, "video/mp4");
  expect(out.length).toBe(original.length);
  expect(out.toString("latin1")).not.toMatch(/SECRET|\+52|udta|meta|uuid|\xda\xda/);
  expect(out.subarray(0, dataAt + 64)).toEqual(original.subarray(0, dataAt + 64));
  expect(out.toString("latin1")).toMatch(/mvhd.*trak.*tkhd.*mdia.*mdhd.*hdlr.*stco/s);
});

test("telemetry and a drone's subtitles lose their samples; real subtitles stay", async () => {
  const original = Buffer.concat([
    brands,
    data(
      "picture 1",
      "picture 2",
      "SECRET-GPMF 1",
      "SECRET-GPMF 2",
      "GPS (SECRET)",
      "GPS (SECRET)",
      "Hello",
      "World",
    ),
    box(
      "moov",
      dates("mvhd"),
      track("vide", [at(0), at(1)]),
      track("meta", [at(2), at(3)]),
      track("sbtl", [at(4), at(5)]),
      track("text", [at(6), at(7)]),
    ),
  ]);
  const out = (await stripMetadataInMemory(original, "video/quicktime")).toString("latin1");
  expect(out).not.toContain("SECRET");
  for (const kept of ["picture 1", "picture 2", "Hello", "World"]) expect(out).toContain(kept);
});

test("telemetry in fragments is refused, since its samples cannot be told", async () => {
  const original = Buffer.concat([
    brands,
    box("moov", dates("mvhd"), track("meta", [0, 0])),
    box("moof", box("mfhd", uint32(0, 1))),
    data("x"),
  ]);
  await expect(stripMetadataInMemory(original, "video/mp4")).rejects.toMatchObject({
    reason: "locationStays",
  });
});

test("records that a camera appended behind the movie are zeroed", async () => {
  const movie = Buffer.concat([
    brands,
    data("picture 1", "picture 2"),
    box("moov", dates("mvhd"), track("vide", [at(0), at(1)])),
  ]);
  const out = await stripMetadataInMemory(
    Buffer.concat([movie, Buffer.from("no box, but SECRET-PLACE")]),
    "video/mp4",
  );
  expect(out.includes("SECRET")).toBe(false);
  expect(out.includes("picture 2")).toBe(true);
});

test("a movie that ends within its data is refused", async () => {
  const original = Buffer.concat([brands, box("moov", dates("mvhd")), data("a", "b")]).subarray(0, -10);
  await expect(stripMetadataInMemory(original, "video/mp4")).rejects.toMatchObject({ reason: "endsEarly" });
});
