import { parseArgs } from "node:util";
import { countUsersOfFormerKeys } from "../../features/memory/lifecycle/store/succession.ts";
import { fail } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import type { Database } from "../../platform/database/database.ts";
import {
  masterSecretIn,
  nextSecretFile,
  secretFrom,
  secretInFile,
  takeNextSecret,
} from "../../platform/secret.ts";
import { refuseWithoutDatabase } from "../existing-database.ts";
import { openConfiguredDatabase } from "../open-database.ts";
import { openSecret } from "../open-secret.ts";
import { sayingWhatTakesLong } from "../progress.ts";
import { rotateSecret } from "./rotate.ts";

const rotateLine = "rookery secret rotate [--to FILE] [--link-days DAYS]";

export const secretUsage = [
  `${rotateLine}\n    Replaces the server's secret while no server runs. Signed links work for 7 more days, or DAYS.`,
  "rookery secret status\n    Says whose memory is still sealed under keys from before a rotation.",
].join("\n");

type Run = (config: Config, database: Database, args: string[]) => Promise<object>;
const commands: Record<string, Run> = { rotate, status };

/** `secret rotate` and `secret status`. Undefined if the words are another command's. */
export function secretCommand(words: readonly string[]): ((config: Config) => Promise<void>) | undefined {
  const run = words[0] === "secret" ? commands[words[1] ?? ""] : undefined;
  if (!run) return undefined;
  return async (config) => {
    const waiting = sayingWhatTakesLong(console.error);
    await refuseWithoutDatabase(config);
    const quiet = { info: () => {}, warn: console.error };
    const { database, close } = await openConfiguredDatabase(config, quiet, waiting);
    try {
      const work = run(config, database, words.slice(2));
      await waiting(
        "Sealing everything with the new secret",
        work.then(() => {}),
      );
      console.log(JSON.stringify(await work, null, 2));
    } finally {
      await close();
    }
  };
}

async function rotate(config: Config, database: Database, args: string[]): Promise<object> {
  const { to: file, linkDays } = readOptions(args);
  if (config.secret !== undefined && file === undefined)
    throw fail.input(
      `ROOKERY_SECRET is set, so say where the new secret is or shall be written, with --to.\nUsage: ${rotateLine}`,
    );
  if (config.secret === undefined && file !== undefined)
    throw fail.input(`The secret is in ${config.dataDir}, and so is the new one. Leave out --to.`);
  const present = secretFrom(config.secret ?? (await masterSecretIn(config.dataDir)));
  const from = config.secret === undefined ? await openSecret(config, database) : present;
  if (!from.fingerprint.equals(present.fingerprint))
    return {
      usersToMove: await countUsersOfFormerKeys(database),
      next: "The rotation that broke off is finished.",
    };
  const path = file ?? nextSecretFile(config.dataDir);
  const [to, at] = [secretFrom(await secretInFile(path)), new Date()];
  const rotated = await rotateSecret(database, { from, to, at, linkDays });
  const next =
    file === undefined
      ? `The former secret is in ${await takeNextSecret(config.dataDir, at)}. Keep it with the backups that were made until now.`
      : `Set ROOKERY_SECRET to the content of ${path} on every node. Keep the former one with the backups that were made until now.`;
  const resealed = rotated === "done before" ? {} : { resealed: rotated };
  return { ...resealed, usersToMove: await countUsersOfFormerKeys(database), next };
}

async function status(config: Config, database: Database): Promise<object> {
  return {
    fingerprint: (await openSecret(config, database)).fingerprint.toString("hex"),
    usersToMove: await countUsersOfFormerKeys(database),
  };
}

function readOptions(args: string[]): { to: string | undefined; linkDays: number } {
  try {
    const options = { to: { type: "string" }, "link-days": { type: "string", default: "7" } } as const;
    const { to, "link-days": days } = parseArgs({ args, options }).values;
    if (!/^\d{1,4}$/.test(days)) throw new Error("--link-days is a number of days, or 0.");
    return { to, linkDays: Number(days) };
  } catch (error) {
    throw fail.input(`${(error as Error).message}\nUsage: ${rotateLine}`);
  }
}
