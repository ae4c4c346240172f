import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/processes/folders.ts";

const root = join(import.meta.dirname, "..");
const readJson = async (name: string) => JSON.parse(await readFile(join(root, name), "utf8"));
type Locked = { version?: string; license?: string; dev?: boolean; devOptional?: boolean; link?: boolean };
const { packages }: { packages: Record<string, Locked> } = await readJson("package-lock.json");
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
// A package may lie in several folders.
const productionNames = new Set(
  Object.entries(packages)
    .filter(
      ([path, { dev, devOptional, link }]) =>
        path && !path.startsWith("packages/") && !dev && !devOptional && !link,
    )
    .map(([path, { version }]) => `${nameOf(path)}@${version}`),
);

const licences = (lock?: string) =>
  spawnSync(process.execPath, ["scripts/licences.ts", ...(lock ? [lock] : [])], {
    cwd: root,
    encoding: "utf8",
  });

test("every production dependency has a licence of the list, and another licence is refused by name", async () => {
  const { status, stdout, stderr } = licences();
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout.trim().split("\n")).toHaveLength(productionNames.size);
  const lock = join(await temporaryFolder(), "package-lock.json");
  const closed = { version: "1.2.3", license: "SEE LICENSE IN FILE" };
  await writeFile(lock, JSON.stringify({ packages: { ...packages, "node_modules/closed": closed } }));
  const refused = licences(lock);
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("closed@1.2.3")]);
});

test("the bill of materials names every production dependency with its version, and nothing else", () => {
  const { stdout, status } = spawnSync(process.execPath, ["scripts/sbom.ts"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(status).toBe(0);
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string; hashes?: unknown[] }[];
  };
  expect(bomFormat).toBe("CycloneDX");
  const listed = components.map(({ name, version }) => `${name}@${version}`);
  expect(listed).toEqual([...productionNames].toSorted());
  expect(components.filter(({ hashes }) => hashes === undefined)).toEqual([]);
});

test("every direct dependency is pinned to one version", async () => {
  const { dependencies, devDependencies } = await readJson("package.json");
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
});
