import { parseArgs } from "node:util";
import { fail } from "../../kernel/failure.ts";
import type { Invoke } from "../../kernel/invoke.ts";
import type { Command } from "./command.ts";
import { commands } from "./command-list.ts";

/**
 * Runs one operator command on the configured database, whether or not a server is running on it. Returns the exit
 * code: 2 for an unknown command. `furtherUsage` describes commands that are no operations.
 */
export async function runCommand(
  words: readonly string[],
  open: OpenInvoke,
  furtherUsage = "",
): Promise<number> {
  const command = commands.find(({ name }) => words[0] === name[0] && words[1] === name[1]);
  if (!command) return showUsage(words, furtherUsage);
  const input = readInput(command, words.slice(2));
  const { invoke, close } = await open();
  try {
    const call = {
      transport: "cli",
      address: "127.0.0.1",
      requestId: "cli",
      token: undefined,
      known: input,
    } as const;
    const output = await invoke(command.operation, { ...call, read: () => input });
    console.log(JSON.stringify(output, null, 2));
    return 0;
  } finally {
    await close();
  }
}

/** Opens the configured database and services without serving. */
export type OpenInvoke = () => Promise<{ invoke: Invoke; close(): Promise<void> }>;

/** Prints all commands, after the mistake in `words` if there is one. */
function showUsage(words: readonly string[], further: string): number {
  if (words.some((word) => word === "help" || word === "--help" || word === "-h")) {
    console.log(usage(further));
    return 0;
  }
  console.error(`Unknown command '${words.slice(0, 2).join(" ")}'. The commands are:\n\n${usage(further)}`);
  return 2;
}

function readInput(command: Command, words: string[]): Record<string, unknown> {
  const { values, positionals } = parse(command, words);
  if (positionals.length !== command.positionals.length) throw fail.input(`Usage: ${line(command)}`);
  const named = command.positionals.map((name, i) => [name, positionals[i]]);
  return { ...Object.fromEntries(named), ...command.input(values) };
}

function parse(command: Command, words: string[]) {
  try {
    return parseArgs({ args: words, options: command.options, allowPositionals: true });
  } catch (error) {
    throw fail.input(`${(error as Error).message}\nUsage: ${line(command)}`);
  }
}

const line = ({ name, usage }: Command) => `rookery ${name.join(" ")} ${usage}`.trim();

const usage = (further: string) =>
  [
    "rookery                start the server",
    ...(further ? [further] : []),
    ...commands.map((command) => `${line(command)}\n    ${command.operation.summary}`),
  ].join("\n");
