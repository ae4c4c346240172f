import { describe, expect, test } from "vitest";
import { box, element, tiffDirectory, tiffEntry, uint32 } from "../../../test/support/media/containers.ts";
import { drawing, sharedPicture } from "../../../test/support/media/pictures.ts";
import { sniffMediaType } from "./sniff-media-type.ts";

const text = (value: string) => sniffMediaType(Buffer.from(value));
const brands = (major: string, ...compatible: string[]) =>
  sniffMediaType(box("ftyp", Buffer.from(major), uint32(0), Buffer.from(compatible.join(""))));
const webm = (docType: string) =>
  sniffMediaType(
    element(
      0x1a45dfa3,
      Buffer.concat([element(0x4286, Buffer.from([1])), element(0x4282, Buffer.from(docType))]),
    ),
  );

describe("pictures that sharp writes", () => {
  test.each(["jpeg", "png", "webp", "avif", "gif", "tiff"] as const)(
    "%s is known by its content",
    async (format) => {
      expect(sniffMediaType(await drawing().toFormat(format).toBuffer())).toBe(`image/${format}`);
    },
  );
});

test.each([
  ["heif.heif", "image/heic"],
  ["8-bpp.bmp", "image/bmp"],
  ["fox.profile0.8bpc.yuv420.avif", "image/avif"],
])("%s is known by its content", async (name, mediaType) => {
  const picture = await sharedPicture(name);
  if (!picture) return expect.soft(picture, "shared pictures are not beside this checkout").toBeNull();
  expect(sniffMediaType(picture)).toBe(mediaType);
});

test("brands tell AVIF, HEIC, HEIF, MP4 and MOV apart", () => {
  expect(brands("avif", "mif1")).toBe("image/avif");
  expect(brands("mif1", "avif", "miaf")).toBe("image/avif");
  expect(brands("heic", "mif1")).toBe("image/heic");
  expect(brands("mif1", "heic")).toBe("image/heic");
  expect(brands("mif1", "miaf")).toBe("image/heif");
  expect(brands("isom", "avc1", "mp41")).toBe("video/mp4");
  expect(brands("mp42", "isom")).toBe("video/mp4");
  expect(brands("3gp4", "isom")).toBe("video/mp4");
  expect(brands("qt  ", "qt  ")).toBe("video/quicktime");
});

test("sound in the same container is refused", () => {
  for (const major of ["M4A ", "M4B ", "M4P ", "F4A "]) expect(brands(major, "isom", "mp42")).toBeNull();
  expect(brands("what", "else")).toBeNull();
});

test("a camera's own brand is an MP4 when the standard's stands beside it", () => {
  for (const major of ["CAEP", "pana", "dvr1", "abcd"])
    expect(brands(major, "isom", "mp42")).toBe("video/mp4");
});

test("3GP, JPEG 2000 and Canon's raw photographs are known by their brands", () => {
  expect(brands("3gp4", "3gp4")).toBe("video/3gpp");
  expect(brands("3gr6", "3gp4")).toBe("video/3gpp");
  expect(brands("3g2a", "isom", "mp42")).toBe("video/3gpp2");
  expect(brands("crx ", "isom")).toBe("image/x-canon-cr3");
  const signature = box("jP  ", Buffer.from("\r\n\x87\n", "latin1"));
  const fileType = box("ftyp", Buffer.from("jp2 "), uint32(0), Buffer.from("jp2 "));
  expect(sniffMediaType(Buffer.concat([signature, fileType]))).toBe("image/jp2");
});

describe("raw photographs are told from TIFF pictures", () => {
  const tiff = (entries: Buffer[], maker = "") =>
    sniffMediaType(
      Buffer.concat([
        Buffer.from("II*\0\x08\0\0\0", "latin1"),
        tiffDirectory(entries),
        Buffer.from(`${maker}\0`),
      ]),
    );
  /** A directory of this many entries ends here. */
  const behind = (entries: number) => 8 + 2 + entries * 12 + 4;

  test("by the version that a DNG states", () => {
    expect(tiff([tiffEntry(50706, 1, 4, 0x0401)])).toBe("image/x-adobe-dng");
  });

  test.each([
    ["NIKON CORPORATION", "image/x-nikon-nef"],
    ["SONY", "image/x-sony-arw"],
    ["SAMSUNG", "image/x-samsung-srw"],
    ["Epson scanner", "image/tiff"],
  ])("by a thumbnail before the picture, of %s", (maker, mediaType) => {
    const entries = [
      tiffEntry(254, 4, 1, 1),
      tiffEntry(271, 2, maker.length + 1, behind(3)),
      tiffEntry(330, 4, 1, 99),
    ];
    expect(tiff(entries, maker)).toBe(mediaType);
    const picture = [tiffEntry(254, 4, 1, 0), ...entries.slice(1)];
    expect(tiff(picture, maker)).toBe("image/tiff");
  });

  test("by a compression that cameras alone use", () => {
    const entries = [tiffEntry(259, 3, 1, 65535), tiffEntry(271, 2, 7, behind(2))];
    expect(tiff(entries, "PENTAX")).toBe("image/x-pentax-pef");
  });

  test.each([
    ["II*\0\x10\0\0\0CR\x02\0", "image/x-canon-cr2"],
    ["IIRO\x08\0\0\0", "image/x-olympus-orf"],
    ["IIU\0\x18\0\0\0", "image/x-panasonic-rw2"],
    ["FUJIFILMCCD-RAW 0201", "image/x-fuji-raf"],
  ])("by a header of its own: %j", (start, mediaType) => {
    expect(sniffMediaType(Buffer.from(start.padEnd(40, "\0"), "latin1"))).toBe(mediaType);
  });

  test("a TIFF whose directory lies elsewhere or is cut off stays a TIFF", () => {
    for (const at of [0, 9, 0xffffffff]) {
      const head = Buffer.from("II*\0\0\0\0\0\x05\0", "latin1");
      head.writeUInt32LE(at, 4);
      expect(sniffMediaType(head)).toBe("image/tiff");
    }
  });
});

test("JPEG XL, JPEG 2000, icons and Photoshop files are known by their headers", () => {
  const bytes = (start: string) => sniffMediaType(Buffer.from(start, "latin1"));
  expect(bytes("\xff\x0a\x07\xc1")).toBe("image/jxl");
  expect(bytes("\0\0\0\x0cJXL \r\n\x87\n")).toBe("image/jxl");
  expect(bytes("\xff\x4f\xff\x51\0\x2f")).toBe("image/j2c");
  expect(bytes("8BPS\0\x01\0\0")).toBe("image/vnd.adobe.photoshop");
  const icon = (bits: string, at: string) =>
    bytes(`\0\0\x01\0\x01\0\x10\x10\0\0\x01\0${bits}\0\x20\0\0\0${at}\0\0\0`);
  expect(icon("\x20", "\x16")).toBe("image/vnd.microsoft.icon");
  expect(icon("\x07", "\x16")).toBeNull();
  expect(icon("\x20", "\x01")).toBeNull();
});

test("a QuickTime movie without ftyp is known by its first boxes", () => {
  expect(sniffMediaType(box("moov", Buffer.alloc(20)))).toBe("video/quicktime");
  expect(sniffMediaType(Buffer.concat([box("wide"), box("mdat", Buffer.alloc(20))]))).toBe("video/quicktime");
  expect(sniffMediaType(Buffer.concat([box("free"), box("what", Buffer.alloc(20))]))).toBeNull();
});

test("WebM is told from Matroska by its document type", () => {
  expect(webm("webm")).toBe("video/webm");
  expect(webm("webm\0\0")).toBe("video/webm");
  expect(webm("matroska")).toBe("video/x-matroska");
  expect(webm("else")).toBeNull();
});

test("an SVG is known behind a byte order mark, prolog, comments and DOCTYPE", () => {
  expect(text("<svg xmlns='http://www.w3.org/2000/svg'/>")).toBe("image/svg+xml");
  const doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b>">\n]>';
  expect(text(`\ufeff<?xml version="1.0"?>\r\n<!-- <html> --> ${doctype}<svg>`)).toBe("image/svg+xml");
  expect(text("<svg:svg xmlns:svg='http://www.w3.org/2000/svg'>")).toBe("image/svg+xml");
});

test("an SVG in UTF-16 is known", () => {
  for (const start of ["\ufeff", ""]) {
    const little = Buffer.from(`${start}<?xml version="1.0"?><svg xmlns=''>`, "utf16le");
    expect(sniffMediaType(little)).toBe("image/svg+xml");
    expect(sniffMediaType(Buffer.from(little).swap16())).toBe("image/svg+xml");
  }
});

test("HTML and other XML are not SVG", () => {
  expect(text("<!DOCTYPE html><html><svg></svg></html>")).toBeNull();
  expect(text("<html><svg xmlns='http://www.w3.org/2000/svg'/></html>")).toBeNull();
  expect(text("<svgfoo>")).toBeNull();
  expect(text("hello <svg>")).toBeNull();
  expect(text("<!-- never closed <svg>")).toBeNull();
  expect(text("<rss/>")).toBeNull();
  expect(sniffMediaType(Buffer.from("\ufeff<html><svg xmlns=''>", "utf16le"))).toBeNull();
});

test("texts that begin like a format are not that format", () => {
  expect(text("BMW is a car, and this sentence is long enough to hold a header")).toBeNull();
  expect(text("GIF of a cat")).toBeNull();
  expect(text("%PDX-1.4")).toBeNull();
  expect(text("")).toBeNull();
  expect(text(`${" ".repeat(1024)}%PDF-1.7`)).toBeNull();
  expect(text("A file that begins with %PDF-1.7 is a PDF.")).toBeNull();
});

test("a PDF is known behind what scanners write before it", () => {
  for (const before of ["", "\n", "\ufeff", "@PJL SET\r\n", " ".repeat(1000)])
    expect(text(`${before}%PDF-1.7\n`)).toBe("application/pdf");
});
