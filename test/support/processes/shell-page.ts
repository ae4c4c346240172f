import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A shell block of a page, with the JSON shown below it. */
export interface Example {
  shell: string;
  /** The page's answer of the last command; undefined if the page shows none. */
  printed: string | undefined;
}

/** The shell examples of a Markdown page, in order. */
export function examplesIn(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, language, text = ""], i) => {
    if (language !== "sh") return [];
    const next = blocks[i + 1];
    return [{ shell: text, printed: next?.[1] === "json" ? next[2] : undefined }];
  });
}

/** Runs shell lines after those in `before`, which set variables. Returns the output of each curl. */
export async function runShell(before: string, shell: string): Promise<string[]> {
  const mark = "--- answered ---";
  const curl = `curl() { command curl -sS "$@" && echo && echo '${mark}'; }`;
  const { stdout } = await promisify(execFile)("bash", ["-euc", `${curl}\n${before}\n${shell}`]);
  return stdout.split(`\n${mark}\n`).slice(0, -1);
}

/** The lines of a block that only set variables. */
export const variablesIn = (shell: string): string =>
  shell
    .split("\n")
    .filter((line) => /^[A-Z]+=/.test(line))
    .join("\n");
