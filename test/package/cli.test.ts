import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/processes/folders.ts";

// `npm run test:package`. What its README says of its size.
const installedKbMax = 400;

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

test("rookery-cli, packed and installed into a bare folder without the registry, runs", async () => {
  const [folder, packed] = [await temporaryFolder(), await temporaryFolder()];
  const npm = (cwd: string, ...words: string[]) =>
    run("npm", [...words, "--no-audit", "--no-fund", "--no-update-notifier"], { cwd });
  await npm(root, "pack", "-w", "rookery-cli", "--pack-destination", packed);
  const [archive = ""] = await readdir(packed);
  await npm(folder, "install", "--offline", "--prefix", folder, join(packed, archive));
  const { stdout: size } = await run("du", ["-sk", "--apparent-size", join(folder, "node_modules")]);
  console.log(`Installed: ${Number.parseInt(size, 10)} kB`);
  expect(Number.parseInt(size, 10)).toBeLessThan(installedKbMax);
  expect(await readdir(join(folder, "node_modules"))).toEqual([".bin", ".package-lock.json", "rookery-cli"]);

  const program = join(folder, "node_modules/.bin/rookery-cli");
  const cli = (...words: string[]) =>
    run(program, words, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } });
  const { version } = JSON.parse(await readFile(join(root, "packages/rookery-cli/package.json"), "utf8"));
  expect((await cli("--version")).stdout).toBe(`${version}\n`);
  expect((await cli("upload", "--help")).stdout).toContain("rookery-cli upload beach.jpg");
  // Each command's own modules are found too.
  await writeFile(join(folder, "a.png"), "");
  for (const words of [
    ["upload", "a.png"],
    ["whoami"],
    ["logout"],
    ["memory", "facts", "--user", "ada"],
    ["open"],
  ]) {
    await expect(cli(...words, "--server", "http://127.0.0.1:1")).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^Error: You are not signed in to /),
    });
  }
}, 120_000);
