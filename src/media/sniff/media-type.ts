import { z } from "zod";
import { boxBrands, movieWithoutBrands } from "./box-brands.ts";
import { beginsAsSvg } from "./is-svg.ts";
import { matroskaDocType } from "./matroska-doc-type.ts";

/** The closed list of what a library accepts. */
export const MediaType = z.enum([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/tiff",
  "image/svg+xml",
  "image/heic",
  "image/heif",
  "image/bmp",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "application/pdf",
]);
export type MediaType = z.output<typeof MediaType>;

export interface MediaTypeFacts {
  kind: "raster" | "vector" | "video" | "document";
  /** Without a dot; for download names only, nothing is decided by it. */
  extension: string;
  /** How a person knows it. */
  label: string;
}

export const mediaTypes: Readonly<Record<MediaType, MediaTypeFacts>> = {
  "image/jpeg": { kind: "raster", extension: "jpg", label: "JPEG" },
  "image/png": { kind: "raster", extension: "png", label: "PNG" },
  "image/webp": { kind: "raster", extension: "webp", label: "WebP" },
  "image/avif": { kind: "raster", extension: "avif", label: "AVIF" },
  "image/gif": { kind: "raster", extension: "gif", label: "GIF" },
  "image/tiff": { kind: "raster", extension: "tiff", label: "TIFF" },
  "image/svg+xml": { kind: "vector", extension: "svg", label: "SVG" },
  "image/heic": { kind: "raster", extension: "heic", label: "HEIC" },
  "image/heif": { kind: "raster", extension: "heif", label: "HEIF" },
  "image/bmp": { kind: "raster", extension: "bmp", label: "BMP" },
  "video/mp4": { kind: "video", extension: "mp4", label: "MP4" },
  "video/quicktime": { kind: "video", extension: "mov", label: "MOV" },
  "video/webm": { kind: "video", extension: "webm", label: "WebM" },
  "application/pdf": { kind: "document", extension: "pdf", label: "PDF" },
};

/** How much of a file's start `sniffMediaType` wants: editors put licences and a DOCTYPE before `<svg`. */
export const sniffBytes = 16 * 1024;

/**
 * The media type by content alone. `head` is the file's first `sniffBytes` (or all of it, when shorter).
 * Null for everything that is not on the list; never throws.
 */
export function sniffMediaType(head: Uint8Array): MediaType | null {
  for (const [mediaType, signature] of signatures) if (matches(head, signature)) return mediaType;
  if (isBmp(head)) return "image/bmp";
  const brands = boxBrands(head);
  if (brands) return fromBrands(brands);
  if (movieWithoutBrands(head)) return "video/quicktime";
  if (matroskaDocType(head) === "webm") return "video/webm";
  return beginsAsSvg(head) ? "image/svg+xml" : null;
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
  ["application/pdf", [["%PDF-", 0]]],
];

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

const heicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs"];
const mp4Brands =
  /^(iso[m2-9abc]|mp4[12]|mp71|avc1|hvc1|M4V |M4VH|M4VP|MSNV|NDS[CHMPS]|XAVC|dash|cmf[c2fs]|mmp4|f4v )$/;

function fromBrands({ major, compatible }: { major: string; compatible: string[] }): MediaType | null {
  if (major === "avif" || major === "avis") return "image/avif";
  if (heicBrands.includes(major)) return "image/heic";
  if (major === "mif1" || major === "msf1" || major === "mif2") {
    if (compatible.includes("avif") || compatible.includes("avis")) return "image/avif";
    return compatible.some((brand) => heicBrands.includes(brand)) ? "image/heic" : "image/heif";
  }
  if (major === "qt  ") return "video/quicktime";
  if (mp4Brands.test(major)) return "video/mp4";
  // Phones write 3gp4 into MP4 files; a 3GP that does not also claim to be an MP4 is not on the list.
  if (/^3gp[4-7]$/.test(major) && compatible.some((brand) => mp4Brands.test(brand))) return "video/mp4";
  return null;
}
