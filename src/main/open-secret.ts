import { access } from "node:fs/promises";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/database.ts";
import { startupError } from "../platform/database/startup-error.ts";
import { keepSecretFingerprint } from "../platform/database/store.ts";
import {
  masterSecretIn,
  nextSecretFile,
  type Secret,
  secretFrom,
  secretInFile,
  takeNextSecret,
} from "../platform/secret.ts";

/**
 * The server's secret: `ROOKERY_SECRET`, else the one in the data folder. Refuses one that is not the database's: what it
 * sealed could be read by no other node.
 */
export async function openSecret(config: Config, database: Database): Promise<Secret> {
  const secret = secretFrom(config.secret ?? (await masterSecretIn(config.dataDir)));
  const kept = await keepSecretFingerprint(database, secret.fingerprint);
  if (kept.equals(secret.fingerprint)) return secret;
  const next = config.secret === undefined ? await takenNext(config.dataDir, kept) : undefined;
  if (next) return next;
  throw startupError(
    config.secret === undefined
      ? `This database belongs to a server with another secret. Set ROOKERY_SECRET to the content of that server's 'secret' file, or copy the file to ${config.dataDir}.`
      : "This database belongs to a server with another secret. Set ROOKERY_SECRET to the same value on every node.",
  );
}

/** The next secret, if a rotation broke off after the database had changed to it. */
async function takenNext(dataDir: string, kept: Buffer): Promise<Secret | undefined> {
  const path = nextSecretFile(dataDir);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const next = secretFrom(await secretInFile(path));
  if (!kept.equals(next.fingerprint)) return undefined;
  await takeNextSecret(dataDir, new Date());
  return next;
}
