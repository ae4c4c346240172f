import { describe, expect, test } from "vitest";
import { box, element, uint32 } from "../../../test/support/media/containers.ts";
import { drawing, sharedPicture } from "../../../test/support/media/pictures.ts";
import { sniffMediaType } from "./media-type.ts";

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

test("sound, raw photographs, 3GP and JPEG 2000 in the same container are refused", () => {
  for (const major of ["M4A ", "crx ", "3g2a", "jp2 ", "M4B "])
    expect(brands(major, "isom", "mp42")).toBeNull();
  expect(brands("3gp4", "3gp4")).toBeNull();
});

test("a QuickTime movie without ftyp is known by its first boxes", () => {
  expect(sniffMediaType(box("moov", Buffer.alloc(20)))).toBe("video/quicktime");
  expect(sniffMediaType(Buffer.concat([box("wide"), box("mdat", Buffer.alloc(20))]))).toBe("video/quicktime");
  expect(sniffMediaType(Buffer.concat([box("free"), box("what", Buffer.alloc(20))]))).toBeNull();
});

test("WebM is told from other Matroska by its document type", () => {
  expect(webm("webm")).toBe("video/webm");
  expect(webm("webm\0\0")).toBe("video/webm");
  expect(webm("matroska")).toBeNull();
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
  expect(text("%PDF-1.7\n")).toBe("application/pdf");
});
