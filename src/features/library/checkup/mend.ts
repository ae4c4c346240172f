import { randomBytes } from "node:crypto";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Patient } from "../../../kernel/checkup.ts";
import { stripMetadata } from "../../../media/metadata/strip-metadata.ts";
import { fileSha256 } from "../../../platform/blobs/file-hash.ts";
import { blobFiles } from "../files/blob-files.ts";
import { keepAside } from "./aside.ts";
import { type AssetFiles, sameContent } from "./store.ts";
import { unlessWrong } from "./wrong-bytes.ts";

/** Copies the content from another asset that was uploaded with the same. False if there is none that is whole. */
export async function mendOriginal(
  patient: Patient,
  asset: AssetFiles,
  state: "missing" | "damaged",
): Promise<boolean> {
  const { database, blobs } = patient;
  for (const twin of await sameContent(database, asset)) {
    const mended = await withDraft(patient, async (draft) => {
      const key = blobFiles(twin).original;
      if (!(await blobs.has(key))) return false;
      const copied = await unlessWrong(false, () =>
        blobs.withFile(key, (path) => copyFile(path, draft).then(() => true)),
      );
      if (!copied || (await fileSha256(draft)) !== asset.sha256.toString("hex")) return false;
      if (state === "damaged") await keepAside(patient, blobFiles(asset.blob).original);
      await blobs.put(blobFiles(asset.blob).original, draft);
      return true;
    });
    if (mended) return true;
  }
  return false;
}

/** Makes the copy without private metadata again. False if the file says that it has none, so that something else is wrong. */
export function mendPublic(patient: Patient, asset: AssetFiles): Promise<boolean> {
  const { blobs } = patient;
  return withDraft(patient, async (draft) => {
    const written = await blobs.withFile(blobFiles(asset.blob).original, (path) =>
      stripMetadata(path, asset.mediaType, draft),
    );
    if (written !== "written" || !isExpected((await stat(draft)).size, asset.publicBytes)) return false;
    await blobs.put(blobFiles(asset.blob).public, draft);
    return true;
  });
}

// Where the version that made it first wrote other bytes, links would state a wrong size.
const isExpected = (bytes: number, expected: number | null) => expected === null || bytes === expected;

/** Calls `work` with the path of a new file on the disk of the store. */
async function withDraft<T>({ dataDir }: Patient, work: (path: string) => Promise<T>): Promise<T> {
  const folder = join(dataDir, "staging");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `mend-${randomBytes(8).toString("hex")}`);
  try {
    return await work(draft);
  } finally {
    await rm(draft, { force: true });
  }
}
