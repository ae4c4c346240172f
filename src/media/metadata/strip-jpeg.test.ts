import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { drawing, secrets, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { stripMetadataInMemory } from "./strip-metadata.ts";

const stripped = (bytes: Buffer) => stripMetadataInMemory(bytes, "image/jpeg");
const secretsIn = (bytes: Buffer) => secrets.filter((secret) => bytes.includes(secret));
const withXmp = (attributes: string, elements = "") =>
  drawing()
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description about="SECRET-XMP" ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer();

/** A JPEG with a gain map (ISO 21496-1); sharp's types do not know the method. */
const ultraHdr = () => (drawing(64, 48) as Sharp & { withGainMap(): Sharp }).withGainMap().jpeg().toBuffer();

/** The EXIF, XMP and profile of another JPEG, in front of what this one has. */
function withSegmentsOf(jpeg: Buffer, other: Buffer): Buffer {
  return Buffer.concat([other.subarray(0, other.indexOf("\xff\xdb", 0, "latin1")), jpeg.subarray(2)]);
}

test("an Ultra HDR picture keeps its gain map to the bit, and loses its private metadata", async () => {
  const original = withSegmentsOf(
    await ultraHdr(),
    await withPrivateMetadata(drawing(), 6).jpeg().toBuffer(),
  );
  expect(secretsIn(original)).not.toEqual([]);
  const out = await stripped(original);
  expect(secretsIn(out)).toEqual([]);
  const [before, after] = [await sharp(original).metadata(), await sharp(out).metadata()];
  expect(after.orientation).toBe(6);
  const pixels = (image: Buffer | undefined) => sharp(image).raw().toBuffer();
  expect(before.gainMap?.image.length).toBeGreaterThan(0);
  expect(await pixels(after.gainMap?.image)).toEqual(await pixels(before.gainMap?.image));
  expect(await pixels(out)).toEqual(await pixels(original));
  expect(await stripped(out)).toEqual(out);
});

test("a second picture that is no gain map is cut off, even when an index names it", async () => {
  const hdr = await ultraHdr();
  const second = hdr.indexOf("\xff\xd9\xff\xd8", 0, "latin1") + 2;
  const mark = hdr.indexOf("urn:iso:std:iso:ts:21496:-1", second);
  hdr.write("nothing", mark);
  expect((await stripped(hdr)).length).toBeLessThan(second);
});

test("a panorama keeps how it is shown, without dates and software", async () => {
  const out = await stripped(
    await withXmp(
      'GPano:ProjectionType="equirectangular" GPano:FirstPhotoDate="2024" GPano:StitchingSoftware="SECRET-OWNER"',
      "<GPano:FullPanoWidthPixels>4096</GPano:FullPanoWidthPixels><GPano:Else>SECRET PLACE</GPano:Else>",
    ),
  );
  const xmp = (await sharp(out).metadata()).xmpAsString ?? "";
  expect(xmp).toContain('GPano:ProjectionType="equirectangular"');
  expect(xmp).toContain('GPano:FullPanoWidthPixels="4096"');
  expect(xmp).not.toMatch(/SECRET|2024/);
});

test("the numbers of a gain map in XMP are kept", async () => {
  const list =
    "<hdrgm:GainMapMax><rdf:Seq><rdf:li>1.5</rdf:li><rdf:li>2</rdf:li></rdf:Seq></hdrgm:GainMapMax>";
  const xmp = (await sharp(await stripped(await withXmp('hdrgm:Version="1.0"', list))).metadata())
    .xmpAsString;
  expect(xmp).toContain('hdrgm:Version="1.0"');
  expect(xmp).toContain(list);
});
