import pc from "picocolors";
import { exitCodeOf, exitCodes, told } from "../failure.ts";
import { shown } from "./shown.ts";

/** Where a command writes: results to stdout, everything about them to stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether stderr is a terminal that may show bars. */
  readonly bars: boolean;
  /** One result: a line of JSON with `--json`, otherwise its columns. The last columns may have any width. */
  result(value: unknown, columns: readonly string[]): void;
  /** What a person likes to know. Left out with `--quiet` and `--json`. */
  note(text: string): void;
  /** What went wrong with one of several things. */
  problem(subject: string, error: unknown): void;
  /** Writes a line. Bars put their own in place, which makes room on the terminal. */
  line: (stream: NodeJS.WriteStream, text: string) => void;
}

export function openOutput({ json = false, quiet = false }: { json?: boolean; quiet?: boolean }): Output {
  const { stdout, stderr } = process;
  const output: Output = {
    json,
    quiet,
    bars: Boolean(stderr.isTTY) && !json && !quiet && process.env.TERM !== "dumb",
    line: writeLine,
    result(value, columns) {
      const cells = columns.map(shown);
      const line = json ? JSON.stringify(value) : cells.join(stdout.isTTY ? "  " : "\t");
      output.line(stdout, line);
    },
    note(text) {
      if (!quiet && !json) output.line(stderr, shown(text));
    },
    problem(subject, error) {
      const { message } = told(error);
      const line = json
        ? JSON.stringify({ error: { ...told(error), subject } })
        : `${red(shown(subject))}: ${shown(message)}`;
      output.line(stderr, line);
    },
  };
  return output;
}

export const writeLine: Output["line"] = (stream, text) => void stream.write(`${text}\n`);

const colours = pc.createColors(pc.isColorSupported && Boolean(process.stderr.isTTY));
const red = colours.red;
export const { bold, dim, green } = colours;

/** The last words of a command that failed. */
export function writeFailure(error: unknown, json: boolean): void {
  const code = exitCodeOf(error);
  if (code === exitCodes.interrupted) return;
  const { message, requestId } = told(error);
  const line = json
    ? JSON.stringify({ error: told(error) })
    : `${red("Error:")} ${shown(message)}${requestId === undefined ? "" : ` (request ${shown(requestId)})`}`;
  process.stderr.write(`${line}\n`);
}
