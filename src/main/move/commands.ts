import { join } from "node:path";
import { parseArgs } from "node:util";
import { isBlobFile } from "../../features/library/files/blob-files.ts";
import { fail } from "../../kernel/failure.ts";
import { moveBlobs } from "../../platform/blobs/move.ts";
import type { Config } from "../../platform/config.ts";
import { progressBar } from "../backup/progress-bar.ts";
import { openStores, probeStore } from "../open-store.ts";

const line = "rookery store move --to s3|folder [--remove]";

export const moveUsage = `${line}\n    Copies all files to the other store while the server runs; with --remove, deletes them where they were.`;

/** `store move`. Undefined if the words are another command's. */
export function moveCommand(words: readonly string[]): ((config: Config) => Promise<void>) | undefined {
  if (words[0] !== "store" || words[1] !== "move") return undefined;
  return async (config) => {
    const { to, remove } = readOptions(words.slice(2));
    const { folder, s3 } = await openStores(config);
    if (!s3) throw fail.input("There is no S3 store: set S3_BUCKET, for this command and for the server.");
    if (remove && config.store !== to)
      throw fail.input(
        `New files go to the other store. Set STORE=${to}, restart the server, and try again.`,
      );
    await probeStore(config);
    const bar = progressBar(`Moving to ${to}`, { noun: "files" });
    try {
      const [from, target] = to === "s3" ? [folder, s3] : [s3, folder];
      const workFolder = join(config.dataDir, "staging");
      const options = { workFolder, remove, owns: isBlobFile, progress: bar.show };
      console.log(JSON.stringify(await moveBlobs(from, target, options), null, 2));
    } finally {
      bar.end();
    }
    if (config.store !== to)
      console.error(
        `New files go to the other store. Set STORE=${to}, restart the server, and run this again.`,
      );
  };
}

function readOptions(args: string[]): { to: "s3" | "folder"; remove: boolean } {
  try {
    const options = { to: { type: "string" }, remove: { type: "boolean" } } as const;
    const { to, remove = false } = parseArgs({ args, options }).values;
    if (to !== "s3" && to !== "folder") throw new Error("Say where to: s3 or folder.");
    return { to, remove };
  } catch (error) {
    throw fail.input(`${(error as Error).message}\nUsage: ${line}`);
  }
}
