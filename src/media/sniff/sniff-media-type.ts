import { boxBrands, mediaTypeOfBrands, movieWithoutBrands } from "./box-brands.ts";
import { beginsAsSvg } from "./is-svg.ts";
import { matroskaDocType } from "./matroska-doc-type.ts";
import type { MediaType } from "./media-type.ts";
import { rawPhotoType } from "./raw-photo.ts";

/** How much of a file's start `sniffMediaType` wants: editors put licences and a DOCTYPE before `<svg`. */
export const sniffBytes = 16 * 1024;

/**
 * The media type by content alone. `head` is the file's first `sniffBytes` (or all of it, when shorter).
 * Null for everything that is not on the list; never throws.
 */
export function sniffMediaType(head: Uint8Array): MediaType | null {
  // Raw photographs are TIFF files too, so they are looked for first.
  const raw = rawPhotoType(head);
  if (raw) return raw;
  for (const [mediaType, signature] of signatures) if (matches(head, signature)) return mediaType;
  if (isBmp(head)) return "image/bmp";
  if (isIco(head)) return "image/vnd.microsoft.icon";
  const brands = boxBrands(head);
  if (brands) return mediaTypeOfBrands(brands);
  if (movieWithoutBrands(head)) return "video/quicktime";
  const docType = matroskaDocType(head);
  if (docType !== null) return matroskaTypes.get(docType) ?? null;
  if (beginsAsSvg(head)) return "image/svg+xml";
  return beginsAsPdf(head) ? "application/pdf" : null;
}

/** Bytes and the offset they stand at. */
type Signature = [bytes: string, at: number][];

// BigTIFF (43) is read by libtiff like TIFF (42).
const signatures: [MediaType, Signature][] = [
  ["image/jpeg", [["\xff\xd8\xff", 0]]],
  ["image/png", [["\x89PNG\r\n\x1a\n", 0]]],
  ["image/gif", [["GIF87a", 0]]],
  ["image/gif", [["GIF89a", 0]]],
  [
    "image/webp",
    [
      ["RIFF", 0],
      ["WEBP", 8],
    ],
  ],
  ["image/tiff", [["II*\0", 0]]],
  ["image/tiff", [["MM\0*", 0]]],
  ["image/tiff", [["II+\0", 0]]],
  ["image/tiff", [["MM\0+", 0]]],
  ["image/jxl", [["\xff\x0a", 0]]],
  ["image/jxl", [["\0\0\0\x0cJXL \r\n\x87\n", 0]]],
  ["image/j2c", [["\xff\x4f\xff\x51", 0]]],
  ["image/vnd.adobe.photoshop", [["8BPS\0\x01", 0]]],
  ["image/vnd.adobe.photoshop", [["8BPS\0\x02", 0]]],
];

const matroskaTypes = new Map<string, MediaType>([
  ["webm", "video/webm"],
  ["matroska", "video/x-matroska"],
]);

/** Readers look for the beginning in the first kilobyte: scanners and mail programs write lines before it. */
function beginsAsPdf(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString("latin1");
  return /(?:^[\s\0\xef\xbb\xbf]*|[\r\n\0])%PDF-/.test(start);
}

function matches(head: Uint8Array, signature: Signature): boolean {
  return signature.every(([bytes, at]) => {
    if (head.length < at + bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (head[at + i] !== bytes.charCodeAt(i)) return false;
    return true;
  });
}

const bmpHeaderSizes = [12, 40, 52, 56, 64, 108, 124];

/** "BM" alone begins many texts, so the length of the second header has to be one that exists. */
function isBmp(head: Uint8Array): boolean {
  if (head[0] !== 0x42 || head[1] !== 0x4d || head.length < 26) return false;
  return bmpHeaderSizes.includes(new DataView(head.buffer, head.byteOffset).getUint32(14, true));
}

/** Four bytes say little, so the entry behind them has to be one of a picture within the file. */
function isIco(head: Uint8Array): boolean {
  if (head.length < 22) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const count = view.getUint16(4, true);
  const bits = view.getUint16(12, true);
  return (
    view.getUint32(0) === 0x00000100 &&
    count > 0 &&
    view.getUint8(9) === 0 &&
    view.getUint16(10, true) <= 1 &&
    [0, 1, 4, 8, 16, 24, 32].includes(bits) &&
    view.getUint32(14, true) > 0 &&
    view.getUint32(18, true) >= 6 + count * 16
  );
}
