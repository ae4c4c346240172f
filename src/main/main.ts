import "./home.ts";

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

// `rookery` starts the server. `rookery key create …` and other commands work while a server is running.
try {
  const config = readConfig(await withChosenPort(process.env));
  const words = process.argv.slice(2);
  if (words.length === 0 || words[0] === "serve") process.exit(await serve(config)); // whatever is still held open
  const onFiles =
    backupCommand(words) ??
    moveCommand(words) ??
    doctorCommand(words) ??
    secretCommand(words) ??
    transferCommand(words);
  if (onFiles) await onFiles(config);
  else
    process.exitCode = await runCommand(
      words,
      () => openForCommand(config),
      [backupUsage, moveUsage, doctorUsage, secretUsage, transferUsage].join("\n"),
    );
} catch (error) {
  console.error(mistakeSentence(error) ?? error);
  process.exitCode = 1;
}
