import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, vi } from "vitest";
import { buildCli } from "../../../scripts/cli/build.ts";
import type { Json } from "../../../test/support/json.ts";

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The lines of stdout as JSON. */
  json: Json[];
}
export interface Running {
  /** Resolves with what stderr and stdout have when one of them matches. */
  says(pattern: RegExp): Promise<string>;
  interrupt(signal?: "SIGINT" | "SIGKILL"): void;
  done: Promise<Ran>;
}
export interface Person {
  home: string;
  environment: Record<string, string>;
  /** Runs a command to its end. It must not write any of `secrets`. */
  run(...words: string[]): Promise<Ran>;
  runWith(input: string | Buffer, ...words: string[]): Promise<Ran>;
  start(...words: string[]): Running;
  /** Runs a program with the person's environment, with `rookery-cli` on the PATH. */
  shell(script: string, cwd: string): Promise<Ran>;
  /** The address that the browser was sent to, once it was. */
  visited(): Promise<URL>;
}

/** What no command may print. Tests add the keys and tokens that they know. */
export const secrets = new Set<string>();

/** The built command line: `const newPerson = await builtCli();` at the top of a test file. */
export async function builtCli(): Promise<(environment?: Record<string, string>) => Promise<Person>> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-cli-test-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  // Dependencies are in the bundle: none can be found from here.
  await buildCli(join(folder, "dist"));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  const program = join(folder, "dist/main.js");
  const bin = join(folder, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "rookery-cli"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  await writeFile(
    join(bin, "xdg-open"),
    '#!/bin/sh\nprintf %s "$1" >"$HOME/visiting"; mv "$HOME/visiting" "$HOME/visited"\n',
  );
  for (const name of ["rookery-cli", "xdg-open"]) await chmod(join(bin, name), 0o755);
  return async (environment = {}) =>
    newPerson(await mkdtemp(join(folder, "home-")), bin, program, environment);
}

function newPerson(home: string, bin: string, program: string, more: Record<string, string>): Person {
  const environment: Record<string, string> = {
    HOME: home,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    ...more,
  };
  const launch = (
    command: string,
    words: readonly string[],
    cwd = home,
  ): Running & { write(input: string | Buffer): void } => {
    const child = spawn(command, words, { cwd, env: environment });
    let said = "";
    const waiting: (() => void)[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
        for (const look of waiting) look();
      });
    }
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    const done = Promise.all([output, ended]).then(([[stdout, stderr], code]) => {
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
      return { code, stdout, stderr, json: jsonLines(stdout) };
    });
    return {
      done,
      says: (pattern) =>
        new Promise((resolve, reject) => {
          const look = () => void (pattern.test(said) && resolve(said));
          waiting.push(look);
          look();
          void done.then(() => reject(new Error(`It ended without saying ${pattern}: ${said}`)));
        }),
      interrupt: (signal = "SIGINT") => void child.kill(signal),
      write: (input) => void child.stdin.end(input),
    };
  };
  const start = (words: readonly string[], input: string | Buffer) => {
    const running = launch(process.execPath, [program, ...words]);
    running.write(input);
    return running;
  };
  return {
    home,
    environment,
    run: (...words) => start(words, "").done,
    runWith: (input, ...words) => start(words, input).done,
    start: (...words) => start(words, ""),
    shell: (script, cwd) => {
      const running = launch("bash", ["--norc", "-euo", "pipefail", "-c", script], cwd);
      running.write("");
      return running.done;
    },
    visited: () => vi.waitFor(async () => new URL(await readFile(join(home, "visited"), "utf8")), 20_000),
  };
}

function jsonLines(stdout: string): Json[] {
  try {
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
