import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { countBlobs } from "../../features/library/files/store.ts";
import { fail } from "../../kernel/failure.ts";
import { openedSource } from "../../platform/backup/opened-source.ts";
import { sealedMagic } from "../../platform/backup/sealed-stream.ts";
import type { Config } from "../../platform/config.ts";
import { readPassphrase } from "../backup/passphrase.ts";
import { placeOf } from "../backup/places.ts";
import { progressBar } from "../backup/progress-bar.ts";
import { openConfiguredDatabase } from "../open-database.ts";
import { openSecret } from "../open-secret.ts";
import { openStores } from "../open-store.ts";
import { sayingWhatTakesLong } from "../progress.ts";
import { importOrganization } from "./import-organization.ts";
import { type Server, writeExport } from "./write-export.ts";

const exportLine = "rookery export ORG FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]";
const importLine = "rookery import FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]";

export const transferUsage = [
  `${exportLine}\n    Writes everything of an organization to a ZIP file, while the server runs.`,
  `${importLine}\n    Brings an exported organization to this server, which may be running.`,
].join("\n");

/** `export` and `import`. Undefined if the words are another command's. */
export function transferCommand(words: readonly string[]): ((config: Config) => Promise<void>) | undefined {
  if (words[0] === "export")
    return async (config) => {
      const { names, passphrase } = await readOptions(words.slice(1), exportLine, 2);
      const [organization, file] = names as [string, string];
      const summary = await exportTo(config, organization, file, passphrase);
      (file === "-" ? console.error : console.log)(JSON.stringify(summary, null, 2));
    };
  if (words[0] === "import")
    return async (config) => {
      const { names, passphrase } = await readOptions(words.slice(1), importLine, 1);
      console.log(JSON.stringify(await importFrom(config, names[0] as string, passphrase), null, 2));
    };
  return undefined;
}

async function readOptions(args: string[], usage: string, count: number) {
  try {
    const { values, positionals: names } = parseArgs({
      args,
      options: { "passphrase-file": { type: "string" } },
      allowPositionals: true,
    });
    if (names.length !== count)
      throw new Error(count === 1 ? "Name one file." : "Name an organization and a file.");
    return { names, passphrase: await readPassphrase(values["passphrase-file"]) };
  } catch (error) {
    throw fail.input(`${(error as Error).message}\nUsage: ${usage}`);
  }
}

/** Calls `work` with the opened database, store and secret of the configured server. */
async function onServer<T>(config: Config, work: (server: Server) => Promise<T>): Promise<T> {
  const quiet = { info: () => {}, warn: console.error };
  const { database, close } = await openConfiguredDatabase(config, quiet, sayingWhatTakesLong(console.error));
  try {
    const { blobs } = await openStores(config);
    return await work({ database, blobs, secret: await openSecret(config, database), now: new Date() });
  } finally {
    await close();
  }
}

const exportTo = (
  config: Config,
  organization: string,
  file: string,
  passphrase: string | undefined,
): Promise<object> =>
  onServer(config, async (server) => {
    const bar = progressBar("Exporting");
    try {
      const { bytes } = await countBlobs(server.database);
      const summary = await placeOf(config, file).write(bytesMaxOf(bytes), (target) =>
        writeExport(server, organization, target, { passphrase, progress: bar.show }),
      );
      for (const id of summary.missing)
        console.error(`The store does not have the file of this asset, so it is not in the export: ${id}`);
      return { ...summary, missing: summary.missing.length };
    } finally {
      bar.end();
    }
  });

async function importFrom(config: Config, file: string, passphrase: string | undefined): Promise<object> {
  const folder = join(config.dataDir, "staging");
  return withLocalFile(config, { file, passphrase, folder }, (path) =>
    onServer(config, async (server) => {
      const [checking, storing] = [progressBar("Checking"), progressBar("Importing")];
      try {
        return await importOrganization({ ...server, folder }, path, {
          checking: checking.show,
          progress(...counts) {
            checking.end();
            storing.show(...counts);
          },
        });
      } finally {
        storing.end();
      }
    }),
  );
}

/** Calls `work` with the path of the ZIP file. What is encrypted or elsewhere is written to the data folder meanwhile. */
async function withLocalFile<T>(
  config: Config,
  { file, passphrase, folder }: { file: string; passphrase: string | undefined; folder: string },
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (await isPlainFile(file)) return work(file);
  const source = await openedSource(await placeOf(config, file).read(), passphrase);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `export-${randomBytes(8).toString("hex")}.zip`);
  try {
    await pipeline(source, createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Whether it is a file of this machine that is not encrypted. */
async function isPlainFile(name: string): Promise<boolean> {
  if (name === "-" || name.startsWith("s3://")) return false;
  const file = await open(name).catch(() => undefined);
  if (!file) return false;
  try {
    const head = Buffer.alloc(sealedMagic.length);
    await file.read(head, 0, head.length, 0);
    return !head.equals(sealedMagic);
  } finally {
    await file.close();
  }
}

// With thumbnails and cleaned copies, and rows of some kB an asset.
const bytesMaxOf = (originals: number) => 4 * originals + 50e9;
