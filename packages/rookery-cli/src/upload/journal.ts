import { createHash } from "node:crypto";
import { createReadStream, renameSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { stateFolder } from "../credentials/config-file.ts";

/** What is known of a file that was sent, or is under way. */
export interface Entry {
  /** The asset that it became. */
  assetId?: string;
  /** Where an upload in parts goes on. */
  uploadUrl?: string;
}

/** Remembers uploads by the content of their files, so that a renamed file is known again and a changed one is not. */
export interface Journal {
  read(sha256: string): Promise<Entry>;
  /** Has written it when it returns: the process may be ended at any moment. */
  write(sha256: string, entry: Entry): void;
}

// An upload in parts ends after a day. What was sent is asked for, so that it costs little to forget it.
const daysMax = 30;

/** The journal of one library. The file of each entry is written whole, so that processes don't disturb one another. */
export async function openJournal(library: string): Promise<Journal> {
  const folder = join(stateFolder(), "uploads");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeOld(folder);
  const fileOf = (sha256: string) =>
    join(folder, createHash("sha256").update(`${library}\n${sha256}`).digest("hex"));
  return {
    read: (sha256) =>
      readFile(fileOf(sha256), "utf8").then(
        (text) => JSON.parse(text) as Entry,
        () => ({}),
      ),
    write(sha256, entry) {
      const file = fileOf(sha256);
      const next = `${file}.${process.pid}`;
      writeFileSync(next, JSON.stringify(entry), { mode: 0o600 });
      renameSync(next, file);
    },
  };
}

async function removeOld(folder: string): Promise<void> {
  const oldest = Date.now() - daysMax * 86_400_000;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < oldest) await rm(path, { force: true });
  }
}

/** The hash of a file's content. */
export async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest("hex");
}
