import { readConfig } from "../platform/config.ts";
import { runCommand } from "../transports/cli/commands.ts";
import { backupCommand, backupUsage } from "./backup/commands.ts";
import { withChosenPort } from "./choose-port.ts";
import { openForCommand } from "./command.ts";
import { doctorCommand, doctorUsage } from "./doctor/commands.ts";
import { mistakeSentence } from "./mistakes.ts";
import { moveCommand, moveUsage } from "./move/commands.ts";
import { secretCommand, secretUsage } from "./secret/commands.ts";
import { serve } from "./serve.ts";
import { transferCommand, transferUsage } from "./transfer/commands.ts";

/** Runs a command, which works while a server runs. Without one it runs the server, and ends the process after it. */
export async function run(command: readonly string[] | undefined): Promise<void> {
  try {
    const config = readConfig(await withChosenPort(process.env));
    if (!command) process.exit(await serve(config)); // whatever is still held open
    const onFiles =
      backupCommand(command) ??
      moveCommand(command) ??
      doctorCommand(command) ??
      secretCommand(command) ??
      transferCommand(command);
    if (onFiles) await onFiles(config);
    else
      process.exitCode = await runCommand(
        command,
        () => openForCommand(config),
        [backupUsage, moveUsage, doctorUsage, secretUsage, transferUsage].join("\n"),
      );
  } catch (error) {
    console.error(mistakeSentence(error) ?? error);
    process.exitCode = 1;
  }
}
