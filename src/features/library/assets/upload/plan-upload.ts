import type { Duplicate } from "./duplicate.ts";
import type { StagedFile } from "./staging/staged-file.ts";
import type { SameFile } from "./store.ts";

/** What becomes of the files of an upload. */
export interface UploadPlan<File> {
  add: File[];
  replace: { assetId: string; file: File }[];
  duplicates: Duplicate[];
  /** The asset of each file, in their order. */
  assetIds: string[];
}

/** Decides it for files of which the library, or an earlier file of the upload, may have the same. */
export function planUpload<File extends StagedFile & { id: string }>(
  files: readonly File[],
  same: readonly SameFile[],
  onDuplicate: "keep" | "skip" | "replace",
): UploadPlan<File> {
  const plan: UploadPlan<File> = { add: [], replace: [], duplicates: [], assetIds: [] };
  const known = new Map(same.map(({ id, sha256 }) => [sha256.toString("hex"), id]));
  const ofThisUpload = new Set<string>();
  for (const file of files) {
    const hash = file.sha256.toString("hex");
    const duplicateOf = known.get(hash);
    if (duplicateOf === undefined || onDuplicate === "keep") plan.add.push(file);
    if (duplicateOf === undefined) {
      known.set(hash, file.id);
      plan.assetIds.push(file.id);
    } else {
      const done = doneWith(onDuplicate, ofThisUpload.has(hash));
      const assetId = done === "kept" ? file.id : duplicateOf;
      plan.assetIds.push(assetId);
      plan.duplicates.push({ filename: file.filename, duplicateOf, assetId, done });
      if (done === "replaced") plan.replace.push({ assetId, file });
    }
    ofThisUpload.add(hash);
  }
  return plan;
}

/** Of files that are the same in one upload, only the first replaces another. */
function doneWith(onDuplicate: "keep" | "skip" | "replace", isRepeated: boolean): Duplicate["done"] {
  if (onDuplicate === "keep") return "kept";
  return onDuplicate === "replace" && !isRepeated ? "replaced" : "skipped";
}
