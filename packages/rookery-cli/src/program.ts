import { Argument, Command } from "commander";
import { addAssetCommands } from "./commands/assets.ts";
import { addMemoryCommands } from "./commands/memory.ts";
import { addSignInCommands } from "./commands/sign-in.ts";
import { addTransferCommands } from "./commands/transfer.ts";
import type { Context, GlobalOptions } from "./context.ts";
import { openOutput } from "./output/output.ts";
import { version } from "./version.ts";

/** Runs the action of a command, with its arguments and options. */
export type Run = (
  action: (context: Context, args: string[], options: Record<string, unknown>) => Promise<void>,
) => (...given: unknown[]) => Promise<void>;

/** The command line: names, arguments, options and help. What the commands do is loaded when they run. */
export function buildProgram(signal: AbortSignal): Command {
  const program = new Command("rookery-cli")
    .description("Keep pictures and memory on a Rookery server, from the command line.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .option("--server <address>", "the server to use (ROOKERY_URL)")
    .option("--organization <id>", "the organization, if you reach several (ROOKERY_ORGANIZATION)")
    .option("--library <id>", "the library, if you reach several (ROOKERY_LIBRARY)")
    .option("--json", "print one JSON object per line, for programs")
    .option("--quiet", "print results and errors only")
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showHelpAfterError("Add --help for how to use it.")
    .exitOverride()
    .addHelpText("after", "\nExit codes and the shape of --json: /guides/cli on your server.");
  const run: Run =
    (action) =>
    async (...given) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<GlobalOptions & Record<string, unknown>>();
      const context = { options, output: openOutput(options), signal };
      await action(context, command.args, options);
    };
  addSignInCommands(program, run);
  addTransferCommands(program, run);
  addAssetCommands(program, run);
  addMemoryCommands(program, run);
  addCompletion(program, run);
  return program;
}

function addCompletion(program: Command, run: Run): void {
  program
    .command("completion")
    .description("print a script that completes commands in your shell")
    .addArgument(new Argument("<shell>", "your shell").choices(["bash", "zsh", "fish"]))
    .addHelpText("after", '\nExample:\n  eval "$(rookery-cli completion bash)"')
    .action(
      run(async (_context, [shell = ""]) => {
        const { completionScript } = await import("./commands/completion.ts");
        process.stdout.write(completionScript(program, shell));
      }),
    );
}
