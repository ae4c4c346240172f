import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { movie } from "../../../test/support/files.ts";
import { openFolder, removeFolder } from "../../../test/support/processes/open-folder.ts";
import { testServer } from "./server.ts";

const { baseUrl } = await testServer();
const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);
let folder = "";

beforeAll(async () => {
  folder = await openFolder();
  const npm = (cwd: string, ...words: string[]) => run("npm", [...words, "--no-audit", "--no-fund"], { cwd });
  await npm(join(root, "packages/rookery-client"), "pack", "--pack-destination", folder);
  const [archive = ""] = await readdir(folder);
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await npm(folder, "install", "--offline", join(folder, archive));
  await writeFile(join(folder, "film.mp4"), movie("kestrel ".repeat(100_000)));
  await writeFile(join(folder, "use.ts"), program);
  await writeFile(join(folder, "use.js"), program.replace(": string", ""));
});

afterAll(() => removeFolder(folder));

const program = `
import { Rookery, RookeryError, verifyWebhook } from "rookery-client";
import { openFile } from "rookery-client/node";

const { rookery } = await new Rookery({ baseUrl: "${baseUrl}" }).start({ email: "ada" + process.pid + "@example.com" });
const { items } = await rookery.libraries.list();
const id: string = items[0]?.id ?? "";
const refused = await rookery.assets.upload(await openFile("package.json")).catch((error) => error);
let steps = 0;
const film = await rookery.assets.upload(await openFile("film.mp4"), {
  partSize: 256 * 1024,
  onProgress: () => {
    steps++;
  },
});
console.log(film.filename, steps);
console.log(id, refused instanceof RookeryError && refused.code, typeof verifyWebhook);
`;

test("the package has its modules and their declarations, and no dependencies", async () => {
  const installed = join(folder, "node_modules/rookery-client");
  expect((await readdir(installed)).toSorted()).toEqual(["README.md", "dist", "package.json"]);
  expect((await readdir(join(folder, "node_modules"))).filter((name) => !name.startsWith("."))).toEqual([
    "rookery-client",
  ]);
  const files = await readdir(join(installed, "dist"), { recursive: true });
  expect(files.filter((file) => /\.\w+$/.test(file) && !/(?:\.js|\.d\.ts)$/.test(file))).toEqual([]);
});

test("the server's package does not have the client", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], { cwd: root });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toContain("bin/rookery.js");
  expect(paths.filter((path) => path.startsWith("packages/"))).toEqual([]);
});

/** What a project may set: the newest TypeScript and the one before, resolving as Node or as bundlers do. */
const settings = [
  ["typescript", "nodenext"],
  ["typescript", "bundler"],
  ["typescript-6", "nodenext"],
] as const;
test.each(settings)("it type-checks strictly with %s, resolved by %s", async (compiler, moduleResolution) => {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    // The newest one checks the declarations too, in a fraction of the time.
    skipLibCheck: compiler !== "typescript",
    target: "es2022",
    module: moduleResolution === "bundler" ? "esnext" : "nodenext",
    moduleResolution,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  };
  const project = join(folder, `tsconfig.${compiler}.${moduleResolution}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", project]).catch((error) => error);
  expect(stdout).toBe("");
});

/** This Node, and what else of Node, Bun and Deno is on the PATH, by its version. */
async function runtimes(): Promise<Map<string, readonly [program: string, ...words: string[]]>> {
  const found = new Map<string, readonly [string, ...string[]]>();
  const folders = (process.env.PATH ?? "").split(delimiter);
  const starts: [name: string, oldest: number, words: string[]][] = [
    ["node", 20, ["--no-warnings"]],
    ["bun", 1, []],
    ["deno", 2, ["run", "--allow-all"]],
  ];
  for (const [name, oldest, words] of starts) {
    const paths = [...(name === "node" ? [process.execPath] : []), ...folders.map((at) => join(at, name))];
    for (const path of paths) {
      const { stdout } = await run(path, ["--version"]).catch(() => ({ stdout: "" }));
      const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
      const isOld = Number.parseInt(version ?? "", 10) < oldest;
      if (version && !isOld) found.set(`${name} ${version}`, [path, ...words]);
    }
  }
  return found;
}

test("it runs in every Node from 20 on, Bun and Deno that is installed", async () => {
  const found = await runtimes();
  for (const [runtime, [path, ...words]] of found) {
    const { stdout, stderr } = await run(path, [...words, "use.js"], { cwd: folder });
    const [uploaded, rest] = stdout.trim().split("\n");
    expect([runtime, uploaded, rest, stderr]).toEqual([
      runtime,
      "film.mp4 5",
      expect.stringMatching(/^\S+ BAD_USER_INPUT function$/),
      "",
    ]);
  }
  console.log(`rookery-client ran in ${[...found.keys()].join(", ")}`);
  expect(found.size).toBeGreaterThan(0);
});
