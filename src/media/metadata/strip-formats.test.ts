import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { box } from "../../../test/support/media/containers.ts";
import {
  icon,
  jpeg2000,
  jpeg2000File,
  jpegXl,
  jpegXlFile,
  photoshop,
  photoshopResource,
  rawPhoto,
  square,
} from "../../../test/support/media/formats.ts";
import { drawing, secrets, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { sniffMediaType } from "../sniff/sniff-media-type.ts";
import { stripMetadata } from "./strip-metadata.ts";

const work = workFolder();

async function stripped(bytes: Buffer): Promise<Buffer> {
  const [path, outPath] = [await work.file(bytes), await work.file(Buffer.alloc(0))];
  const mediaType = sniffMediaType(bytes);
  if (!mediaType) throw new Error("unknown type");
  return (await stripMetadata(path, mediaType, outPath)) === "same" ? bytes : readFile(outPath);
}
const secretsIn = (bytes: Buffer) => secrets.filter((secret) => bytes.includes(secret));
const secretBox = (type: string) => box(type, Buffer.from("SECRET-OWNER SECRET-XMP SECRET-PLACE"));

test("a JPEG XL keeps the boxes of its picture alone", async () => {
  const codestream = await jpegXl(drawing());
  const file = jpegXlFile(codestream, ...["Exif", "xml ", "brob", "jumb", "jbrd", "uuid"].map(secretBox));
  expect(await stripped(file)).toEqual(jpegXlFile(codestream));
  expect(await stripped(codestream)).toEqual(codestream);
});

test("a JPEG 2000 keeps the boxes of its picture alone", async () => {
  const codestream = await jpeg2000(drawing());
  const file = jpeg2000File(codestream, 48, 32, ...["xml ", "uuid", "uinf"].map(secretBox));
  expect(await stripped(file)).toEqual(jpeg2000File(codestream, 48, 32));
  expect(await stripped(codestream)).toEqual(codestream);
});

test("a Photoshop file keeps its profile and loses its metadata", async () => {
  const kept = [
    photoshopResource(1039, Buffer.from("profile")),
    photoshopResource(2000, Buffer.from("path")),
  ];
  const secret = [1028, 1036, 1058, 1060].map((id) => photoshopResource(id, Buffer.from("SECRET-PLACE")));
  const [plain, file] = await Promise.all([
    photoshop(drawing(), { resources: kept }),
    photoshop(drawing(), { resources: [...secret, ...kept, ...secret] }),
  ]);
  expect(await stripped(file)).toEqual(plain);
  expect(await stripped(plain)).toEqual(plain);
});

test("the PNGs of an icon keep their pixels and lose their metadata", async () => {
  const plain = await square(drawing(), 32);
  const png = await withPrivateMetadata().resize(32, 32, { fit: "fill" }).png().toBuffer();
  const file = icon(plain, { ...plain, png });
  expect(secretsIn(file)).not.toEqual([]);
  const out = await stripped(file);
  expect(secretsIn(out)).toEqual([]);
  expect(out.length).toBe(file.length);
  const picture = out.subarray(file.length - png.length);
  expect(await sharp(picture).raw().toBuffer()).toEqual(await sharp(png).raw().toBuffer());
});

test("a raw photograph loses place, people and XMP in place, in its previews too, and keeps its sensor's data", async () => {
  const preview = await withPrivateMetadata().jpeg().toBuffer();
  const file = Buffer.concat([await rawPhoto(drawing(), 6), preview]);
  expect(secretsIn(file)).toEqual(secrets);
  const out = await stripped(file);
  expect(secretsIn(out)).toEqual([]);
  expect(out.length).toBe(file.length);
  const sensor = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
  expect(out.includes(sensor)).toBe(true);
  expect(out.includes("Nest 1")).toBe(true);
});
