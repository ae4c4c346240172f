import { z } from "zod";

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
  "image/jxl",
  "image/jp2",
  "image/j2c",
  "image/vnd.microsoft.icon",
  "image/vnd.adobe.photoshop",
  "image/x-adobe-dng",
  "image/x-canon-cr2",
  "image/x-canon-cr3",
  "image/x-fuji-raf",
  "image/x-nikon-nef",
  "image/x-olympus-orf",
  "image/x-panasonic-rw2",
  "image/x-pentax-pef",
  "image/x-samsung-srw",
  "image/x-sony-arw",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "video/x-matroska",
  "video/3gpp",
  "video/3gpp2",
  "application/pdf",
]);
export type MediaType = z.output<typeof MediaType>;

export interface MediaTypeFacts {
  /** `raw`: what a camera's sensor saw, with a preview inside, which is what is shown. */
  kind: "raster" | "raw" | "vector" | "video" | "document";
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
  "image/jxl": { kind: "raster", extension: "jxl", label: "JPEG XL" },
  "image/jp2": { kind: "raster", extension: "jp2", label: "JPEG 2000" },
  "image/j2c": { kind: "raster", extension: "j2c", label: "JPEG 2000" },
  "image/vnd.microsoft.icon": { kind: "raster", extension: "ico", label: "ICO" },
  "image/vnd.adobe.photoshop": { kind: "raster", extension: "psd", label: "PSD" },
  "image/x-adobe-dng": { kind: "raw", extension: "dng", label: "DNG" },
  "image/x-canon-cr2": { kind: "raw", extension: "cr2", label: "CR2" },
  "image/x-canon-cr3": { kind: "raw", extension: "cr3", label: "CR3" },
  "image/x-fuji-raf": { kind: "raw", extension: "raf", label: "RAF" },
  "image/x-nikon-nef": { kind: "raw", extension: "nef", label: "NEF" },
  "image/x-olympus-orf": { kind: "raw", extension: "orf", label: "ORF" },
  "image/x-panasonic-rw2": { kind: "raw", extension: "rw2", label: "RW2" },
  "image/x-pentax-pef": { kind: "raw", extension: "pef", label: "PEF" },
  "image/x-samsung-srw": { kind: "raw", extension: "srw", label: "SRW" },
  "image/x-sony-arw": { kind: "raw", extension: "arw", label: "ARW" },
  "video/mp4": { kind: "video", extension: "mp4", label: "MP4" },
  "video/quicktime": { kind: "video", extension: "mov", label: "MOV" },
  "video/webm": { kind: "video", extension: "webm", label: "WebM" },
  "video/x-matroska": { kind: "video", extension: "mkv", label: "MKV" },
  "video/3gpp": { kind: "video", extension: "3gp", label: "3GP" },
  "video/3gpp2": { kind: "video", extension: "3g2", label: "3G2" },
  "application/pdf": { kind: "document", extension: "pdf", label: "PDF" },
};
