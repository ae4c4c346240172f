import { parseArgs } from "node:util";
import { fail } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import { progressBar } from "../backup/progress-bar.ts";
import { refuseWithoutDatabase } from "../existing-database.ts";
import { openConfiguredDatabase } from "../open-database.ts";
import { openRawStore } from "../open-store.ts";
import { sayingWhatTakesLong } from "../progress.ts";
import { examine } from "./examine.ts";

const line = "rookery doctor [--fix] [--quick]";

export const doctorUsage = `${line}\n    Looks for missing or damaged files, wrong counts and indexes, stuck jobs, and endpoints of models that do not answer; with --fix, mends what it can.`;

/** `doctor`. Undefined if the words are another command's. */
export function doctorCommand(words: readonly string[]): ((config: Config) => Promise<void>) | undefined {
  if (words[0] !== "doctor") return undefined;
  return async (config) => {
    const { fix, quick } = readOptions(words.slice(1));
    await refuseWithoutDatabase(config);
    const quiet = { info: () => {}, warn: console.error };
    const { database, close } = await openConfiguredDatabase(
      config,
      quiet,
      sayingWhatTakesLong(console.error),
    );
    try {
      const { dataDir } = config;
      const patient = { database, blobs: await openRawStore(config), dataDir, models: config };
      const starting = (name: string) => progressBar(`Checking ${name}`, { noun: "looked at" });
      const diagnosis = await examine(patient, { fix, quick, starting });
      console.log(JSON.stringify(diagnosis, null, 2));
      // For cron, which mails what a failing command says.
      if (!diagnosis.healthy) process.exitCode = 1;
    } finally {
      await close();
    }
  };
}

function readOptions(args: string[]): { fix: boolean; quick: boolean } {
  try {
    const options = { fix: { type: "boolean" }, quick: { type: "boolean" } } as const;
    const { fix = false, quick = false } = parseArgs({ args, options }).values;
    return { fix, quick };
  } catch (error) {
    throw fail.input(`${(error as Error).message}\nUsage: ${line}`);
  }
}
