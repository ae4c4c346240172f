import { Failure } from "../kernel/failure.ts";
import { ConfigError, readConfig } from "../platform/config.ts";
import { isStartupError } from "../platform/database/startup-error.ts";
import { runCommand } from "../transports/cli/commands.ts";
import { openForCommand } from "./command.ts";
import { serve } from "./serve.ts";

// `rookery` starts the server. `rookery key create …` and other commands work beside a running one.
try {
  const config = readConfig(process.env);
  const words = process.argv.slice(2);
  process.exitCode =
    words.length === 0 || words[0] === "serve"
      ? await serve(config)
      : await runCommand(words, () => openForCommand(config));
} catch (error) {
  console.error(isUserMistake(error) ? sentenceFor(error) : error);
  process.exitCode = 1;
}

/** Errors that the operator can mend, and whose message says how: they are printed without a stack. */
function isUserMistake(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof Failure || isStartupError(error)) return true;
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && (syscall === "listen" || syscall === "getaddrinfo" || code === "EACCES");
}

function sentenceFor(error: Error): string {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === "EADDRINUSE"
    ? `Port ${port} is taken by another program. Set PORT to another, or end that program.`
    : error.message;
}
