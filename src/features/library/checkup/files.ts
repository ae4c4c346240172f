import { createHash } from "node:crypto";
import pLimit from "p-limit";
import {
  type Checkup,
  type CheckupOptions,
  openFindings,
  type Patient,
  type Problem,
} from "../../../kernel/checkup.ts";
import type { BlobStore } from "../../../platform/blobs/blobs.ts";
import { holdsFile } from "../assets/process/store.ts";
import { blobFiles } from "../files/blob-files.ts";
import { countBlobs } from "../files/store.ts";
import { mendOriginal, mendPublic } from "./mend.ts";
import { type AssetFiles, assetFiles } from "./store.ts";
import { dropCutThumbnails, thumbnailsCut } from "./thumbnails.ts";
import { unlessWrong } from "./wrong-bytes.ts";

const restore =
  "Restore the file from a backup: 'rookery restore' into another folder and database gives you the files.";
const missing: Problem = { problem: "The file of an asset is missing.", advice: restore };
const damaged: Problem = {
  problem: "The file of an asset is not the one that was uploaded.",
  advice: restore,
};
const publicWrong: Problem = {
  problem: "The copy of a file without private metadata is missing or damaged.",
  advice: "Run 'rookery doctor --fix', which makes it anew from the file, if that is whole.",
};

const atOnce = 4;

/** The files of each asset: whether they are there and whole. */
export const assetFilesCheckup: Checkup = {
  name: "files of assets",
  async run(patient, options) {
    const findings = openFindings();
    const { blobs: of } = await countBlobs(patient.database);
    const limit = pLimit(atOnce);
    const running = new Set<Promise<void>>();
    let [done, bytes] = [0, 0];
    for await (const asset of assetFiles(patient.database)) {
      if (running.size >= atOnce) await Promise.race(running);
      const one = limit(async () => {
        for (const { problem, mended } of await lookAt(patient, asset, options))
          findings.note(problem, asset.id, mended);
        bytes += asset.bytes;
        options.progress(++done, Math.max(of, done), bytes);
      }).finally(() => running.delete(one));
      running.add(one);
    }
    await Promise.all(running);
    return findings.all();
  },
};

interface Seen {
  problem: Problem;
  mended: boolean;
}

async function lookAt(patient: Patient, asset: AssetFiles, { fix, quick }: CheckupOptions): Promise<Seen[]> {
  const { database, blobs } = patient;
  const seen: Seen[] = [];
  const state = await unlessWrong<State>("damaged", () => stateOf(blobs, asset, quick));
  if (state !== "whole") {
    const problem = state === "missing" ? missing : damaged;
    seen.push({ problem, mended: fix && (await mendOriginal(patient, asset, state)) });
  }
  if (asset.stripped && !(await unlessWrong(false, () => hasPublic(blobs, asset)))) {
    const isWhole = state === "whole" || seen.some(({ mended }) => mended);
    seen.push({
      problem: publicWrong,
      mended: fix && isWhole && (await unlessWrong(false, () => mendPublic(patient, asset))),
    });
  }
  const cut = await dropCutThumbnails(patient, asset, fix);
  seen.push(...cut.map(() => ({ problem: thumbnailsCut, mended: fix })));
  // It was purged, or its file replaced, meanwhile.
  if (seen.length > 0 && !(await holdsFile(database, asset.id, asset.blob))) return [];
  return seen;
}

type State = "whole" | "missing" | "damaged";

async function stateOf(
  blobs: BlobStore,
  { blob, bytes, sha256 }: AssetFiles,
  quick: boolean,
): Promise<State> {
  const file = await blobs.open(blobFiles(blob).original);
  if (!file) return "missing";
  if (quick || file.bytes !== bytes) {
    await file.close();
    return file.bytes === bytes ? "whole" : "damaged";
  }
  const hash = createHash("sha256");
  for await (const chunk of file.stream()) hash.update(chunk as Buffer);
  return hash.digest().equals(sha256) ? "whole" : "damaged";
}

async function hasPublic(blobs: BlobStore, { blob, publicBytes }: AssetFiles): Promise<boolean> {
  const file = await blobs.open(blobFiles(blob).public);
  await file?.close();
  return file !== undefined && (publicBytes === null ? file.bytes > 0 : file.bytes === publicBytes);
}
