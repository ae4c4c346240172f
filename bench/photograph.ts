import sharp from "sharp";

const twelveMegapixels = { width: 4000, height: 3000 };

/** Writes a JPEG with as much detail as a photograph has, with EXIF as cameras write it; answers its bytes. */
export async function writePhotograph(path: string, { width, height } = twelveMegapixels): Promise<number> {
  const grain = await sharp({
    create: {
      width: width / 2,
      height: height / 2,
      channels: 3,
      background: "gray",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .resize(width, height)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const sky = Buffer.from(
    `<svg width="${width}" height="${height}"><linearGradient id="g" x2="0" y2="1"><stop stop-color="#28c"/><stop offset="1" stop-color="#fa6"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  );
  const { size } = await sharp(sky)
    .composite([{ input: grain, blend: "soft-light" }])
    .withExif({
      IFD0: { Make: "Rookery", Model: "Bench" },
      IFD3: { GPSLatitude: "41/1 23/1 0/1", GPSLatitudeRef: "N" },
    })
    .jpeg({ quality: 90 })
    .toFile(path);
  return size;
}
