import { readFile } from "node:fs/promises";

/** The passphrase in a file, else in BACKUP_PASSPHRASE. Undefined if there is none: then nothing is encrypted. */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  const passphrase =
    file === undefined ? process.env.BACKUP_PASSPHRASE : (await readFile(file, "utf8")).replace(/\r?\n$/, "");
  if (passphrase === "") throw new Error("The passphrase is empty.");
  return passphrase;
}
