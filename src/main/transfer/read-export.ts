import type { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { BrokenArchive } from "../../platform/backup/archive.ts";
import type { Row } from "../../platform/backup/rows.ts";
import { readZip, verifyZip, type ZipEntryRead } from "../../platform/backup/zip-reader.ts";
import type { Progress } from "../backup/write-backup.ts";
import { ExportEnd, ExportManifest, fileOf, manifestName } from "./format.ts";

const manifestBytesMax = 16 * 1024 * 1024;

export interface WholeExport {
  manifest: ExportManifest;
  end: ExportEnd;
}

/** Reads an export from its first to its last byte, and keeps nothing. Throws `BrokenArchive` if something is missing or was changed. */
export async function verifyExport(path: string, progress: Progress = () => {}): Promise<WholeExport> {
  const manifest = await readManifest(path);
  const found = { assets: 0, asset: "", bytes: 0 };
  const read = await verifyZip(path, (name, bytes) => {
    const file = fileOf(name);
    if (!file) return;
    found.bytes += bytes;
    if (file.assetId !== found.asset) progress(++found.assets, manifest.assets, found.bytes);
    found.asset = file.assetId;
  });
  const end = ExportEnd.safeParse(read);
  if (!end.success) throw new BrokenArchive("The export's end is damaged.");
  return { manifest, end: end.data };
}

async function readManifest(path: string): Promise<ExportManifest> {
  let manifest: ExportManifest | undefined;
  let first = true;
  await readZip(path, async (entry) => {
    if (first && entry.name === manifestName) manifest = await manifestIn(entry);
    first = false;
  });
  if (!manifest) throw new BrokenArchive("This is not an export of Rookery.");
  return manifest;
}

async function manifestIn({ bytes, open }: ZipEntryRead): Promise<ExportManifest> {
  if (bytes > manifestBytesMax) throw new BrokenArchive("This is not an export of Rookery.");
  const manifest = ExportManifest.safeParse(await json(await open()).catch(() => undefined));
  if (manifest.success) return manifest.data;
  throw new BrokenArchive(
    "This is not an export of an organization, or a version of Rookery made it whose format is unknown here.",
  );
}

/** The rows of one entry. JSON may hold U+2028 and U+2029 as they are, which `readline` takes for ends of lines. */
export async function* rowsIn(content: Readable): AsyncIterable<Row> {
  let rest = "";
  for await (const chunk of content.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== "") yield JSON.parse(rest);
}
