import type { MediaType } from "../../../src/media/sniff/media-type.ts";

/** How files of a type begin, and what may stand in them again and again. As latin1. */
export const fragmentsOfFiles: Partial<Record<MediaType, { heads: string[]; fragments: string[] }>> = {
  "image/jpeg": {
    heads: ["\xff\xd8", "\xff\xd8\xff\xda\0\x02"],
    fragments: [
      "\xff",
      "\xff\xe1\0\x02",
      "\xff\xe2\0\x06MPF\0",
      "\xff\xd8",
      "\xff\xd9",
      "\xff\0",
      "\xff\xda\0\x02",
      "\xff\xe1\0\x1fhttp://ns.adobe.com/xap/1.0/\0",
      "\xff\xd9\xff\xd8",
    ],
  },
  "image/png": {
    heads: ["\x89PNG\r\n\x1a\n"],
    fragments: ["\0\0\0\0tEXt\0\0\0\0", "\0\0\0\0IDAT\0\0\0\0", "\0\0\0\0IEND\0\0\0\0", "\0", "\xff"],
  },
  "image/gif": {
    heads: ["GIF89a\x01\0\x01\0\0\0\0"],
    fragments: [
      "!\xfe\x01a\0",
      "!\xff\x0bXMP DataXMP\x01a\0",
      "\0",
      "!",
      ",\0\0\0\0\x01\0\x01\0\0\x02\x01a\0",
      "\x01a",
    ],
  },
  "image/webp": {
    heads: ["RIFF\xff\xff\xff\x00WEBP"],
    fragments: ["EXIF\0\0\0\0", "XMP \0\0\0\0", "VP8 \0\0\0\0", "\0"],
  },
  "image/tiff": {
    heads: ["II*\0\x08\0\0\0\xff\xff"],
    fragments: [
      "\0",
      "\x0f\x01\x02\0\xff\xff\0\0\x08\0\0\0",
      "\x4a\x01\x04\0\x01\0\0\0\x08\0\0\0",
      "\x08\0\0\0\x08\0\0\0\x08\0\0\0",
      "\x11\x01\x04\0\xff\xff\0\0\x08\0\0\0",
    ],
  },
  "image/heic": {
    heads: [
      "\0\0\0\x18ftypheic\0\0\0\0mif1heic",
      "\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\xff\xffmeta\0\0\0\0",
    ],
    fragments: [
      "\0\0\0\x08free",
      "\0\0\0\x08meta",
      "\0\0\0\x0cmeta\0\0\0\0",
      "\0\0\0\0",
      "\0\0\0\x01",
      "\0\0\0\x10iloc\0\0\0\0\0\0\xff\xff",
      "\0\0\0\x10iinf\0\0\0\0\0\0\xff\xff",
    ],
  },
  "video/mp4": {
    heads: ["\0\0\0\x18ftypmp42\0\0\0\0mp42isom"],
    fragments: [
      "\0\0\0\x08free",
      "\0\0\0\x08moov",
      "\0\0\0\x08udta",
      "\0\0\0\x08mdat",
      "\0\0\0\x10moov\0\0\0\x08trak",
      "\0",
    ],
  },
  "video/webm": {
    heads: ["\x1aE\xdf\xa3\x80", "\x1aE\xdf\xa3\x80\x18S\x80g\x01\xff\xff\xff\xff\xff\xff\xff"],
    fragments: ["\xec\x80", "\x12T\xc3g\x80", "\x1f\x43\xb6u\x80", "\0", "\xff", "\x11M\x9bt\x80"],
  },
  "image/vnd.microsoft.icon": {
    heads: ["\0\0\x01\0\xff\xff"],
    fragments: ["\0", "\x01\x01\0\0\x01\0 \0\xff\0\0\0\x16\0\0\0", "\x89PNG\r\n\x1a\n"],
  },
  "image/vnd.adobe.photoshop": {
    heads: ["8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x01\0\x08\0\x03\0\0\0\0\0\x07\xff\xff"],
    fragments: ["8BIM\x04\x04\0\0\0\0\0\0", "8BIM\x04\x25\0\0\0\0\0\0", "\0", "8BIM"],
  },
  "image/jxl": {
    heads: ["\0\0\0\x0cJXL \r\n\x87\n"],
    fragments: ["\0\0\0\x08Exif", "\0\0\0\x08xml ", "\0\0\0\x08jxlp", "\0"],
  },
  "image/x-adobe-dng": {
    heads: ["II*\0\x08\0\0\0\xff\xff"],
    fragments: ["\0", "\x4a\x01\x04\0\x01\0\0\0\x08\0\0\0", "\x12\xc6\x01\0\x04\0\0\0\x01\x04\0\0"],
  },
};
