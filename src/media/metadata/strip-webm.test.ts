import { expect, test } from "vitest";
import { element } from "../../../test/support/media/containers.ts";
import { stripMetadataInMemory } from "./strip-metadata.ts";

const secret = Buffer.from("SECRET-PLACE");
const header = element(0x1a45dfa3, element(0x4282, Buffer.from("webm")));
const tags = element(0x1254c367, element(0x7373, secret));
const info = element(
  0x1549a966,
  Buffer.concat([element(0x4d80, Buffer.from("muxer")), element(0x7ba9, secret), element(0x4461, secret)]),
);
const block = element(0xa3, Buffer.from("picture data"));

test("a WebM loses tags, attachments, title and date in place, and keeps its blocks", async () => {
  const parts = [info, element(0x1f43b675, block), tags, element(0x1941a469, secret), element(0xec, secret)];
  const original = Buffer.concat([header, element(0x18538067, Buffer.concat(parts))]);
  const out = await stripMetadataInMemory(original, "video/webm");
  expect(out.length).toBe(original.length);
  expect(out.includes("SECRET")).toBe(false);
  for (const kept of ["muxer", "picture data", "webm"]) expect(out.includes(kept)).toBe(true);
  // Still one element after the other: stripping what is stripped changes nothing.
  expect(await stripMetadataInMemory(out, "video/webm")).toEqual(out);
});

test("tags behind clusters of unknown length are found", async () => {
  const cluster = element(0x1f43b675, Buffer.concat([block, block]), "unknown");
  const original = Buffer.concat([
    header,
    element(0x18538067, Buffer.concat([info, cluster, cluster, tags]), "unknown"),
  ]);
  const out = await stripMetadataInMemory(original, "video/webm");
  expect(out.includes("SECRET")).toBe(false);
  expect(out.toString("latin1").match(/picture data/g)?.length).toBe(4);
});

test("an element that claims more than the file is refused", async () => {
  const original = Buffer.concat([header, element(0x18538067, tags)]).subarray(0, -4);
  await expect(stripMetadataInMemory(original, "video/webm")).rejects.toMatchObject({ reason: "endsEarly" });
});
