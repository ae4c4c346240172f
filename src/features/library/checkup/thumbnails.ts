import type { Patient, Problem } from "../../../kernel/checkup.ts";
import { renditionNames } from "../../../media/renditions/names.ts";
import type { BlobStore } from "../../../platform/blobs/blobs.ts";
import { blobFiles } from "../files/blob-files.ts";
import { tellNodes } from "../files/store.ts";
import type { AssetFiles } from "./store.ts";
import { unlessWrong } from "./wrong-bytes.ts";

export const thumbnailsCut: Problem = {
  problem: "A thumbnail is cut off.",
  advice: "Run 'rookery doctor --fix', which removes it. It is rendered again when somebody asks for it.",
};

const headBytes = 12;
// "RIFF", the bytes that follow, "WEBP".
const beforeContent = 8;

/** The keys of thumbnails that are not whole. Removes them if asked: each is rendered again on its next request. */
export async function dropCutThumbnails(
  { blobs, database }: Patient,
  { blob }: AssetFiles,
  remove: boolean,
): Promise<string[]> {
  const cut: string[] = [];
  for (const name of renditionNames) {
    const key = blobFiles(blob).rendition(name);
    if (!(await unlessWrong(false, () => isWhole(blobs, key)))) cut.push(key);
  }
  if (remove && cut.length > 0) {
    await blobs.delete(cut);
    await tellNodes(database, blob); // they may have it in memory
  }
  return cut;
}

/** Also true for one that is not there. */
async function isWhole(blobs: BlobStore, key: string): Promise<boolean> {
  const file = await blobs.open(key);
  if (!file) return true;
  if (file.bytes < headBytes) {
    await file.close();
    return false;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of file.stream({ start: 0, end: headBytes - 1 })) chunks.push(chunk as Buffer);
  const head = Buffer.concat(chunks);
  const isWebp = head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP";
  return isWebp && head.readUInt32LE(4) + beforeContent === file.bytes;
}
