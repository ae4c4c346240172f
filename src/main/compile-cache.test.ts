import { spawnSync } from "node:child_process";
import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises";
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
/** As a start or a command, with few modules. */
const little = (dataDir: string, mayCreate: boolean) =>
  keptBy(
    [
      "--input-type=module",
      "--eval",
      `const { keepCompiled } = await import("${path("compile-cache.ts")}");
      keepCompiled(process.env.DATA_DIR, ${mayCreate});
      await import("${path("progress.ts")}");`,
    ],
    dataDir,
  );
const littleStart = (dataDir: string) => little(dataDir, true);
const littleCommand = (dataDir: string) => little(dataDir, false);

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

test("modules are not kept in a data folder where others could swap the folder of compiled ones", async () => {
  const dataDir = await temporaryFolder();
  await chmod(dataDir, 0o777);
  for (let i = 0; i < 2; i++) expect(littleStart(dataDir)).toBe(0);
  expect(await readdir(dataDir)).toEqual([]);
  await chmod(dataDir, 0o1777);
  littleStart(dataDir);
  expect(littleStart(dataDir)).toBeGreaterThan(0);
});

test("a start makes the data folder for itself only, and the folders above it as others may pass", async () => {
  const above = join(await temporaryFolder(), "above");
  littleStart(join(above, "data"));
  const modes = [above, join(above, "data"), join(above, "data", "compiled")].map(
    async (folder) => (await stat(folder)).mode & 0o777,
  );
  expect(await Promise.all(modes)).toEqual([0o777 & ~process.umask(), 0o700, 0o700]);
});

test("a command makes nothing: no data folder, and nothing in an empty one or another program's", async () => {
  const folder = await temporaryFolder();
  littleCommand(join(folder, "data"));
  littleCommand(folder);
  expect(await readdir(folder)).toEqual([]);
  await mkdir(join(folder, "compiled"));
  await writeFile(join(folder, "train.csv"), "");
  littleCommand(folder);
  expect(await readdir(join(folder, "compiled"))).toEqual([]);
});
