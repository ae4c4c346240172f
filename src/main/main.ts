import { readConfig } from "../platform/config.ts";
import { runCommand } from "../transports/cli/commands.ts";
import { openForCommand } from "./open-for-command.ts";
import { serve } from "./serve.ts";
import { isUserMistake, mistakeText } from "./user-mistake.ts";

// The only reader of the environment. `rookery` serves; `rookery key create …` and its like work beside a running server.
try {
  const config = readConfig(process.env);
  const words = process.argv.slice(2);
  process.exitCode =
    words.length === 0 || words[0] === "serve"
      ? await serve(config)
      : await runCommand(words, () => openForCommand(config));
} catch (error) {
  console.error(isUserMistake(error) ? mistakeText(error) : error);
  process.exitCode = 1;
}
