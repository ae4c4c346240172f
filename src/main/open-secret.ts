import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/database.ts";
import { startupError } from "../platform/database/startup-error.ts";
import { keepSecretFingerprint } from "../platform/database/store.ts";
import { masterSecretIn, type Secret, secretFrom } from "../platform/secret.ts";

/**
 * The server's secret: `ROOKERY_SECRET`, else the one in the data folder. Refuses one that is not the database's: what it
 * sealed could be read by no other node.
 */
export async function openSecret(config: Config, database: Database): Promise<Secret> {
  const secret = secretFrom(config.secret ?? (await masterSecretIn(config.dataDir)));
  const kept = await keepSecretFingerprint(database, secret.fingerprint);
  if (kept.equals(secret.fingerprint)) return secret;
  throw startupError(
    config.secret === undefined
      ? `This database belongs to a server with another secret. Set ROOKERY_SECRET to the content of that server's 'secret' file, or copy the file to ${config.dataDir}.`
      : "This database belongs to a server with another secret. Set ROOKERY_SECRET to the same value on every node.",
  );
}
