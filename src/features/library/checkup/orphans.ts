import { type Checkup, openFindings, type Patient, type Problem } from "../../../kernel/checkup.ts";
import { isBlobFile } from "../files/blob-files.ts";
import { blobsWithRows, countBlobs } from "../files/store.ts";
import { asideFolder, keepAside } from "./aside.ts";
import { blobsToDelete } from "./store.ts";

const orphan: Problem = {
  problem: "A file belongs to no asset.",
  advice: `Run 'rookery doctor --fix', which moves such files to the folder '${asideFolder}' in DATA_DIR. Look at them before you delete them: after a restore of an older backup they are what was uploaded since.`,
};
const tooMany: Problem = {
  problem: "Most files belong to no asset, so none was moved.",
  advice:
    "The database may not be the one of these files, or may be older. Check DATABASE_URL, DATA_DIR and S3_PREFIX.",
};

const foldersAtATime = 500;
// Fewer are moved whatever their share.
const fewMax = 20;

/** Files in the store that no row refers to. */
export const orphans: Checkup = {
  name: "files without an asset",
  async run(patient, { fix, progress }) {
    const findings = openFindings();
    const { blobs: assets } = await countBlobs(patient.database);
    const found = await filesWithoutRows(patient, (done, bytes) => progress(done, done, bytes));
    const folders = new Set(found.map(folderOf)).size;
    const moves = fix && (folders <= fewMax || folders < assets);
    for (const key of found) {
      if (moves) await move(patient, key);
      findings.note(fix && !moves ? tooMany : orphan, key, moves);
    }
    return findings.all();
  },
};

async function move(patient: Patient, key: string): Promise<void> {
  await keepAside(patient, key);
  await patient.blobs.delete([key]);
}

async function filesWithoutRows(
  { database, blobs }: Patient,
  progress: (done: number, bytes: number) => void,
): Promise<string[]> {
  const found: string[] = [];
  let waiting = new Map<string, string[]>();
  let [done, bytes] = [0, 0];
  // A row is there before its file, and a job deletes the file from the moment the row is gone. So look for jobs last.
  async function look() {
    const folders = [...waiting.keys()];
    const known = new Set([
      ...(await blobsWithRows(database, folders)),
      ...(await blobsToDelete(database, folders)),
    ]);
    for (const [folder, keys] of waiting) {
      if (known.has(folder)) continue;
      for (const key of keys) if (await blobs.has(key)) found.push(key); // else it was deleted meanwhile
    }
    waiting = new Map();
  }
  for await (const { key, bytes: size } of blobs.list()) {
    if (!isBlobFile(key)) continue; // not Rookery's
    waiting.set(folderOf(key), [...(waiting.get(folderOf(key)) ?? []), key]);
    if (waiting.size >= foldersAtATime) await look();
    done++;
    bytes += size;
    progress(done, bytes);
  }
  await look();
  return found;
}

const folderOf = (key: string): string => key.split("/", 1)[0] as string;
