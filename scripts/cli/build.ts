import { chmod, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "packages/rookery-cli");

/**
 * Bundles `rookery-cli` with all that it needs into a folder: it then installs in a second, starts fast, and its parts fit each
 * other. Commands are files of their own, which are read when they run.
 */
export async function buildCli(dist: string): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const bundle = await rolldown({
    input: join(folder, "src/main.ts"),
    platform: "node",
    transform: { target: "node20.12" },
    resolve: { conditionNames: ["rookery-source", "import", "node"] },
    onLog: (level, log) => {
      throw new Error(`${level}: ${log.message}`);
    },
  });
  const { output } = await bundle.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    comments: { legal: true },
  });
  await bundle.close();
  await chmod(join(dist, "main.js"), 0o755);
  const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  await writeFile(join(dist, "licences.txt"), await licencesOf(modules));
}

/** The licences of the packages in the bundle, which ask to be kept with their code. */
async function licencesOf(modules: readonly string[]): Promise<string> {
  const folders = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []),
  );
  const texts: string[] = [];
  for (const packageFolder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(
      await readFile(join(packageFolder, "package.json"), "utf8"),
    );
    const text = await licenceIn(packageFolder);
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join("\n----\n\n");
}

async function licenceIn(packageFolder: string): Promise<string> {
  const name = (await readdir(packageFolder)).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined) throw new Error(`${packageFolder} has no licence`);
  return readFile(join(packageFolder, name), "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCli(join(folder, "dist"));
