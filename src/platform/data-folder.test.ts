import { chmod, mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { letPass, openDataFolder } from "./data-folder.ts";

const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8);

/** A folder as an older version left it, under a umask that hides nothing. */
async function openToAll(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ["blobs", "cache", "copies", "staging", "outbox"]) {
    await mkdir(join(folder, name));
    await chmod(join(folder, name), 0o777);
  }
  await writeFile(join(folder, "secret"), "");
  await chmod(join(folder, "secret"), 0o644);
  await chmod(folder, 0o777);
  return folder;
}

test("a new data folder is its account's only", async () => {
  const folder = join(await temporaryFolder(), "data");
  expect(await openDataFolder(folder)).toEqual([]);
  expect(await modeOf(folder)).toBe("700");
});

test("an older data folder is closed to others, with what is in it", async () => {
  const folder = await openToAll();
  expect(await openDataFolder(folder)).toEqual([]);
  const modes = await Promise.all(
    ["", "blobs", "cache", "copies", "staging", "outbox", "secret"].map((name) => modeOf(join(folder, name))),
  );
  expect(modes).toEqual(["700", "700", "700", "700", "700", "700", "600"]);
});

test("rights that the operator took away stay away", async () => {
  const folder = await openToAll();
  await chmod(join(folder, "secret"), 0o400);
  await openDataFolder(folder);
  expect(await modeOf(join(folder, "secret"))).toBe("400");
});

test.each([
  ["holds something else", async (folder: string) => writeFile(join(folder, "notes.txt"), ""), 0o755],
  ["is for everybody's temporary files", async () => {}, 0o1777],
])(
  "a folder that %s keeps its mode, with a note, and what is Rookery's in it is closed",
  async (_, fill, mode) => {
    const folder = await openToAll();
    await fill(folder);
    await chmod(folder, mode);
    const text = mode.toString(8);
    expect(await openDataFolder(folder)).toEqual([
      `Other accounts can list ${folder} (mode ${text}). Give Rookery a folder of its own with mode 700`,
    ]);
    expect(await modeOf(folder)).toBe(text);
    expect(await modeOf(join(folder, "blobs"))).toBe("700");
    await letPass(folder);
    expect(await modeOf(folder)).toBe(text);
  },
);

test("a link to files on another disk is followed", async () => {
  const [folder, disk] = [await temporaryFolder(), await temporaryFolder()];
  await chmod(disk, 0o755);
  await symlink(disk, join(folder, "blobs"));
  await openDataFolder(folder);
  expect(await modeOf(disk)).toBe("700");
});

test("the way for Postgres can be passed but not listed, and is closed again if that does not help", async () => {
  const folder = await temporaryFolder();
  await openDataFolder(folder);
  const undo = await letPass(folder);
  expect(await modeOf(folder)).toBe("711");
  await undo();
  expect(await modeOf(folder)).toBe("700");
});
