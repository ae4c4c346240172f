import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";

/** The words in the private metadata of these pictures. None may be left after stripping. */
export const secrets = ["SECRET-OWNER", "SECRET-XMP", "SECRET-PLACE"];

/** A gradient from red to blue, detailed enough to reveal a changed pixel. */
export function drawing(width = 48, height = 32): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    data[i * 3] = Math.round((255 * (i % width)) / width);
    data[i * 3 + 1] = (i * 7919) % 64;
    data[i * 3 + 2] = Math.round((255 * Math.floor(i / width)) / height);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** The drawing with EXIF (camera, owner, GPS), XMP and a colour profile, as JPEG, PNG, WebP, AVIF or TIFF. */
export function withPrivateMetadata(picture = drawing(), orientation = 1): Sharp {
  return picture
    .withExif({
      IFD0: { Make: "Rook", Model: "Nest 1", Artist: "SECRET-OWNER" },
      IFD2: { DateTimeOriginal: "2024:05:06 07:08:09", FNumber: "28/10", BodySerialNumber: "SECRET-OWNER" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1", GPSMapDatum: "SECRET-PLACE" },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<r:Description r:about="SECRET-XMP"/></r:RDF></x:xmpmeta>',
    )
    .withIccProfile("p3")
    .withMetadata({ orientation });
}

/** Three frames, for a GIF or WebP. */
export async function frames(): Promise<Sharp> {
  const colours = ["red", "lime", "blue"];
  const pictures = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 20, height: 10, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pictures, { join: { animated: true } });
}

/** A real picture from beside the checkout, for cases that sharp can't produce; null if it is missing. */
export async function sharedPicture(name: string): Promise<Buffer | null> {
  const path = sharedPath(name);
  return existsSync(path) ? readFile(path) : null;
}

export function sharedPath(name: string): string {
  return fileURLToPath(new URL(`../../../../shared/images/${name}`, import.meta.url));
}
