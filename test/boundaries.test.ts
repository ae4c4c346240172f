import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A checkout of only these files, with the project's rules. */
async function checkout(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const rules of [".dependency-cruiser.mjs", "biome.json"])
    await copyFile(join(root, rules), join(folder, rules));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries({ "web/src/empty.ts": "export {};\n", ...files })) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The output and exit code of `npm run boundaries` in a checkout. */
function boundaries(folder: string) {
  const preload = pathToFileURL(join(root, "scripts/typescript-6.mjs")).href;
  const program = join(root, "node_modules/.bin/depcruise");
  const args = ["--import", preload, program, "--config", ".dependency-cruiser.mjs", "src", "web/src"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

const value = "export const value = 1;\n";
const uses = (path: string) => `import { value } from "${path}";\nexport const own = value;\n`;

test("imports that go down are accepted", async () => {
  const folder = await checkout({
    "src/main/a.ts": uses("../features/library/a.ts"),
    "src/features/library/a.ts": uses("../identity/a.ts"),
    "src/features/identity/a.ts": uses("../../kernel/a.ts"),
    "src/kernel/a.ts": value,
  });
  expect(boundaries(folder)).toMatchObject({ status: 0 });
});

test.each<[string, string, Record<string, string>]>([
  [
    "a feature that imports a transport",
    "features-imports-down",
    { "src/features/library/a.ts": uses("../../transports/rest/a.ts"), "src/transports/rest/a.ts": value },
  ],
  [
    "the kernel that imports a feature",
    "kernel-imports-down",
    { "src/kernel/a.ts": uses("../features/memory/a.ts"), "src/features/memory/a.ts": value },
  ],
  [
    "media that imports the database",
    "media-without-platform",
    { "src/media/a.ts": uses("../platform/database/a.ts"), "src/platform/database/a.ts": value },
  ],
  [
    "a feature that imports a feature not in its list",
    "identity-edges",
    { "src/features/identity/a.ts": uses("../library/a.ts"), "src/features/library/a.ts": value },
  ],
  [
    "SQL outside a store",
    "sql-in-stores",
    {
      "src/features/library/a.ts": 'import sql from "sql-template-tag";\nexport const one = sql`select 1`;\n',
    },
  ],
  [
    "two files that import each other",
    "no-circle",
    {
      "src/kernel/a.ts": uses("./b.ts"),
      "src/kernel/b.ts": 'import { own } from "./a.ts";\nexport const value = () => own;\n',
    },
  ],
  [
    "two files that import each other's types",
    "no-circle",
    {
      "src/kernel/a.ts": 'import type { B } from "./b.ts";\nexport interface A { b: B }\n',
      "src/kernel/b.ts": 'import type { A } from "./a.ts";\nexport interface B { a: A }\n',
    },
  ],
  [
    "two folders that import each other",
    "no-folder-circle",
    {
      "src/media/one/a.ts": uses("../two/b.ts"),
      "src/media/two/b.ts": value,
      "src/media/two/c.ts": 'import { d } from "../one/d.ts";\nexport const c = d;\n',
      "src/media/one/d.ts": "export const d = 1;\n",
    },
  ],
  [
    "server code in the web app",
    "types-alone-from-the-server",
    { "web/src/server/a.ts": uses("../../../src/kernel/a.ts"), "src/kernel/a.ts": value },
  ],
  [
    "the product that imports its tests",
    "no-tests-in-the-product",
    { "src/kernel/a.ts": uses("../../test/support/a.ts"), "test/support/a.ts": value },
  ],
])("npm run boundaries refuses %s", async (_what, rule, files) => {
  const { status, output } = boundaries(await checkout(files));
  expect(output).toContain(`error ${rule}`);
  expect(status).not.toBe(0);
});

const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join("");
const nested = "if (a) { for (const b of c) { while (d) { if (e) { if (f) { g(); } } } } }\n";

test.each([
  ["noDebugger", "debugger;\n"],
  ["noVar", "export function f() { var a = 1; return a; }\n"],
  ["noExplicitAny", "export const a: any = 1;\n"],
  ["noFloatingPromises", "async function f() {}\nexport function g() { f(); }\n"],
  ["noExcessiveLinesPerFile", lines(251, (n) => `export const a${n} = ${n};\n`)],
  ["noExcessiveLinesPerFunction", `export function f(g) {\n${lines(61, (n) => `g(${n});\n`)}}\n`],
  ["noExcessiveCognitiveComplexity", `export function f(a, c, d, e, f, g) {\n${nested}${nested}}\n`],
])("the linter enforces %s", async (rule, text) => {
  const folder = await checkout({ "src/kernel/a.ts": text });
  const biome = join(root, "node_modules/.bin/biome");
  const args = ["lint", "--vcs-enabled=false", "src"];
  const { status, stderr, stdout } = spawnSync(biome, args, { cwd: folder, encoding: "utf8" });
  expect(stdout + stderr).toMatch(new RegExp(`lint/\\w+/${rule}`));
  expect(status).not.toBe(0);
});
