import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, onTestFinished } from "vitest";
import { startEmbeddedPostgres } from "../../../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "./open-folder.ts";

/** A new folder that is removed at the end of the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await openFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/**
 * Creates data folders with an initialized Postgres as copies of one, which is faster than first starts.
 * `const usedDataFolder = await seedDataFolder();` at the top of a file.
 */
export async function seedDataFolder(): Promise<() => Promise<string>> {
  const seed = await openFolder();
  afterAll(() => removeFolder(seed));
  const log = { info: () => {}, warn: (message: string) => console.warn(message) };
  await (await startEmbeddedPostgres(seed, log, { durable: false })).release();
  return async () => {
    const folder = await temporaryFolder();
    await promisify(execFile)("cp", ["-a", join(seed, "postgres"), folder]);
    return folder;
  };
}
