import { execFile } from "node:child_process";
import { readdir, realpath, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** This Node, and other ones that are installed. */
async function nodes(): Promise<string[]> {
  const paths = (process.env.PATH ?? "")
    .split(delimiter)
    .map((path) => realpath(join(path, "node")).catch(() => ""));
  return [...new Set([await realpath(process.execPath), ...(await Promise.all(paths))])].filter(
    (path) => path !== "",
  );
}

test("it runs in every installed Node from 20 on", async () => {
  const ran: string[] = [];
  for (const node of await nodes()) {
    const version = (await run(node, ["--version"])).stdout.trim();
    if (Number.parseInt(version.slice(1), 10) < 20 || ran.includes(version)) continue;
    const { stdout, stderr } = await run(node, ["--no-warnings", "use.js"], { cwd: folder });
    expect([version, stdout.trim(), stderr]).toEqual([
      version,
      expect.stringMatching(/^\S+ BAD_USER_INPUT function$/),
      "",
    ]);
    ran.push(version);
  }
  console.log(`rookery-client ran in Node ${ran.join(", ")}`);
  expect(ran.length).toBeGreaterThan(0);
});
