import { access } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { countBlobs } from "../../features/library/files/store.ts";
import { fail } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import { masterSecretIn, secretFrom } from "../../platform/secret.ts";
import { refuseWithoutDatabase } from "../existing-database.ts";
import { openConfiguredDatabase } from "../open-database.ts";
import { openStores } from "../open-store.ts";
import { sayingWhatTakesLong } from "../progress.ts";
import { readPassphrase } from "./passphrase.ts";
import { placeOf } from "./places.ts";
import { progressBar } from "./progress-bar.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";
import { writeBackup } from "./write-backup.ts";

type Options = { file: string; passphrase: string | undefined };
type Run = (config: Config, options: Options) => Promise<unknown>;

const commands: Record<string, Run> = { backup, restore, verify };

export const backupUsage = [
  "rookery backup FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]\n    Writes the database and all files, as of one moment, while the server runs.",
  "rookery restore FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]\n    Restores a backup into an empty database and data folder.",
  "rookery verify FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]\n    Checks that a backup is whole, without restoring it.",
].join("\n");

/** `backup`, `restore` and `verify`. Undefined if the words are another command's. */
export function backupCommand(words: readonly string[]): ((config: Config) => Promise<void>) | undefined {
  const run = commands[words[0] ?? ""];
  if (!run) return undefined;
  return async (config) => {
    const options = await readOptions(words);
    const summary = await run(config, options);
    // With `-`, the backup itself is on standard output.
    (words[0] === "backup" && options.file === "-" ? console.error : console.log)(
      JSON.stringify(summary, null, 2),
    );
  };
}

async function readOptions(words: readonly string[]): Promise<Options> {
  const usage = `Usage: rookery ${words[0]} FILE|s3://BUCKET/KEY|- [--passphrase-file FILE]`;
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(1),
      options: { "passphrase-file": { type: "string" } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error("Name one file.");
    return { file, passphrase: await readPassphrase(values["passphrase-file"]) };
  } catch (error) {
    throw fail.input(`${(error as Error).message}\n${usage}`);
  }
}

async function backup(config: Config, { file, passphrase }: Options): Promise<object> {
  await refuseWithoutDatabase(config);
  const { database, close } = await openConfiguredDatabase(config, quiet, sayingWhatTakesLong(console.error));
  const bar = progressBar("Backing up");
  try {
    const from = { database, blobs: (await openStores(config)).blobs };
    const { bytes } = await countBlobs(database);
    const summary = await placeOf(config, file).write(bytesMaxOf(bytes), (target) =>
      writeBackup(from, target, { passphrase, progress: bar.show }),
    );
    for (const key of summary.missing)
      console.error(`Not in the backup, since the store does not have it: ${key}`);
    return { ...summary, missing: summary.missing.length };
  } finally {
    bar.end();
    await close();
  }
}

// With thumbnails, cleaned copies and the database, whose compressed rows are some kB an asset.
const bytesMaxOf = (originals: number) => 4 * originals + 50e9;

async function restore(config: Config, { file, passphrase }: Options): Promise<object> {
  const secret = await secretOf(config);
  const source = await placeOf(config, file).read();
  const { database, close } = await openConfiguredDatabase(
    config,
    quiet,
    sayingWhatTakesLong(console.error),
    async () => [], // the backup says which version its tables have
  );
  const bar = progressBar("Restoring");
  try {
    const place = {
      database,
      blobs: (await openStores(config)).blobs,
      folder: join(config.dataDir, "staging"),
      secret,
    };
    return await restoreBackup(place, source, { passphrase, progress: bar.show });
  } finally {
    bar.end();
    await close();
  }
}

async function verify(config: Config, { file, passphrase }: Options): Promise<object> {
  const source = await placeOf(config, file).read();
  const bar = progressBar("Verifying");
  try {
    const { tables, migrations, missing, ...rest } = await verifyBackup(source, {
      passphrase,
      progress: bar.show,
    });
    return { ...rest, version: migrations.length, missing: missing.length };
  } finally {
    bar.end();
  }
}

const quiet = { info: () => {}, warn: console.error };

/** The configured secret. A new one would be of no use. */
async function secretOf(config: Config) {
  if (config.secret !== undefined) return secretFrom(config.secret);
  if (!(await exists(join(config.dataDir, "secret")))) return undefined;
  return secretFrom(await masterSecretIn(config.dataDir));
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
