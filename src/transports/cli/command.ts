import type { ParseArgsConfig } from "node:util";
import type { AnyOperation } from "../../kernel/operation.ts";

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

export interface Command {
  name: readonly [string, string];
  /** The arguments after the name, as help shows them. */
  usage: string;
  operation: AnyOperation;
  /** The input fields of positional arguments, in order. */
  positionals: readonly string[];
  options: NonNullable<ParseArgsConfig["options"]>;
  /** The other input fields, built from the options. */
  input(values: Values): Record<string, unknown>;
}

export const text = { type: "string" } as const;
export const texts = { type: "string", multiple: true } as const;
