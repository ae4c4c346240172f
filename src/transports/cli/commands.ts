import { parseArgs } from "node:util";
import pino from "pino";
import { fail } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import { openConfiguredDatabase } from "../../main/open-database.ts";
import { openServices } from "../../main/services.ts";
import type { Config } from "../../platform/config.ts";
import { type Command, commands } from "./command-list.ts";

/** Runs one operator command on the configured database, beside a running server or without one; answers the exit code. */
export async function runCommand(config: Config, words: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => words[0] === name[0] && words[1] === name[1]);
  if (!command) {
    const asked = words.some((word) => word === "help" || word === "--help" || word === "-h");
    (asked ? console.log : console.error)(usage());
    return asked ? 0 : 2;
  }
  const input = readInput(command, words.slice(2));
  const { database, close } = await openConfiguredDatabase(config, { info: () => {}, warn: console.error });
  try {
    const services = await openServices(config, database, pino({ level: "error" }, pino.destination(2)));
    try {
      const call = {
        transport: "cli",
        address: "127.0.0.1",
        requestId: "cli",
        token: undefined,
        known: input,
      } as const;
      const output = await invoke(services, command.operation, { ...call, read: () => input });
      console.log(JSON.stringify(output, null, 2));
      return 0;
    } finally {
      await services.close();
    }
  } finally {
    await close();
  }
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

const usage = () =>
  [
    "rookery                start the server",
    ...commands.map((command) => `${line(command)}\n    ${command.operation.summary}`),
  ].join("\n");
