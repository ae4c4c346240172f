import { spawnSync } from "node:child_process";
import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/processes/folders.ts";

const path = (name: string) => new URL(name, import.meta.url).href;

/** Runs Node, and counts the modules that it took from its cache. */
function keptBy(args: string[], dataDir: string): number {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, NODE_DEBUG_NATIVE: "COMPILE_CACHE" },
    maxBuffer: 100e6,
  });
  expect(status, stderr).toBe(0);
  return stderr.match(/was accepted/g)?.length ?? 0;
}

const command = (dataDir: string) => keptBy([new URL(path("main.ts")).pathname, "help"], dataDir);
/** As a start, with few modules. */
const littleStart = (dataDir: string) =>
  keptBy(
    [
      "--input-type=module",
      "--eval",
      `const { keepCompiled } = await import("${path("compile-cache.ts")}");
      keepCompiled(process.env.DATA_DIR, false);
      await import("${path("progress.ts")}");`,
    ],
    dataDir,
  );

test("a command and a later start take compiled modules from the data folder", async () => {
  const dataDir = await temporaryFolder();
  expect(littleStart(dataDir)).toBe(0);
  expect(littleStart(dataDir)).toBeGreaterThan(0);
  expect(command(dataDir)).toBeGreaterThan(0);
  expect(await readdir(dataDir)).toEqual(["compiled"]);
  const [folder = ""] = await readdir(join(dataDir, "compiled"));
  expect((await readdir(join(dataDir, "compiled", folder))).length).toBeGreaterThan(500);
});

test("compiled modules that others could have written are not used", async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, "compiled"));
  await chmod(join(dataDir, "compiled"), 0o777);
  for (let i = 0; i < 2; i++) expect(littleStart(dataDir)).toBe(0);
  expect(await readdir(join(dataDir, "compiled"))).toEqual([]);
});

test("a data folder that is not there is not made for a command", async () => {
  const folder = await temporaryFolder();
  littleStart(join(folder, "data"));
  expect(await readdir(folder)).toEqual([]);
});
