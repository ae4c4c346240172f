import sharp from "sharp";
import { box } from "./media/containers.ts";

/** A small PNG of one colour. */
export const picture = (background = "teal", width = 8, height = 8): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** An MP4 without metadata to strip. */
export const movie = (samples = "samples"): Buffer =>
  Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\0\0isom")),
    box("mdat", Buffer.from(samples)),
    box("moov"),
  ]);

export const pdf: Buffer = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n");

/** A PDF of one page, upright A4, red on the left and blue on the right. */
export const drawnPdf: Buffer = (() => {
  const drawing = "1 0 0 rg 0 0 300 842 re f 0 0 1 rg 300 0 295 842 re f";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join("");
  // Without a table of offsets, readers look for the objects.
  return Buffer.from(`%PDF-1.7\n${body}trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n`);
})();

/** Starts like a PNG, but is not one. */
export const brokenPicture: Buffer = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  Buffer.from("\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0", "latin1"),
  Buffer.from("\0\0\0\0IEND\xaeB\x60\x82", "latin1"),
]);

export const text: Buffer = Buffer.from("Dear diary, this is no picture.\n");
