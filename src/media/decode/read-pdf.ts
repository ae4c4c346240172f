import { PDFiumLibrary } from "@hyzyla/pdfium";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { ReadPicture } from "./read-picture.ts";

/**
 * Draws the first page of a PDF, `edge` pixels on its longest edge. PDFium is built to wasm without scripts and without a
 * network; the child process bounds its time and memory. Throws `UnreadablePicture`, also for a PDF with a password.
 */
export async function readPdf(bytes: Buffer, edge: number): Promise<ReadPicture> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    if (document.getPageCount() < 1) throw new UnreadablePicture("empty");
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const longest = Math.max(originalWidth, originalHeight);
    if (!(longest > 0)) throw new UnreadablePicture("empty");
    const [width, height] = [originalWidth, originalHeight].map((points) =>
      Math.max(1, Math.round((points * edge) / longest)),
    ) as [number, number];
    const drawn = await page.render({ width, height, render: "bitmap" });
    const data = Buffer.from(drawn.data.buffer, drawn.data.byteOffset, drawn.data.byteLength);
    return { width, height, pixels: { width, height, data }, camera: {} };
  } catch (error) {
    // PDFium reports its failures as plain errors, and traps in wasm surface as RuntimeError.
    if (error instanceof UnreadablePicture || error instanceof RangeError) throw error;
    throw new UnreadablePicture("damaged", { cause: error });
  }
}
