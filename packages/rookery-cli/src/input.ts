import { createInterface } from "node:readline/promises";
import { type Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { usage } from "./failure.ts";
import { shown } from "./output/shown.ts";

/** A secret from standard input. What a person types is not shown. */
export async function readSecret(question: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: hidden, terminal: true });
  // In raw mode, Ctrl-C comes as a key.
  lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return (await lines.question("", { signal })).trim();
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

/** Asks the person before something is done. Without a terminal, nobody can answer. */
export async function confirm(question: string, yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) throw usage(`${question} Add --yes to do it without being asked.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return /^y(es)?$/i.test((await lines.question(`${shown(question)} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}

/** The lines of a stream. Node's own reader also ends a line at U+2028, which JSON has within its texts. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8")) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Ids from arguments. "-" reads them from standard input, one a line, also as the JSON of another command. */
export async function readIds(given: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const id of given) {
    if (id !== "-") ids.push(id);
    else
      for (const line of (await text(process.stdin)).split("\n"))
        if (line.trim()) ids.push(idOf(line.trim()));
  }
  if (ids.length === 0) throw usage("No ids were given.");
  return [...new Set(ids)];
}

function idOf(line: string): string {
  if (!line.startsWith("{")) return line.split(/\s/, 1)[0] as string;
  try {
    const { id } = JSON.parse(line) as { id?: unknown };
    if (typeof id === "string") return id;
  } catch {}
  throw usage("Standard input has a line without an id.");
}
