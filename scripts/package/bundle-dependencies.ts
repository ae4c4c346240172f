import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, parseSync } from "vite";
import { installed, optional, packageOf } from "./installed.ts";

/**
 * Bundles the dependencies of the modules below `target` into `target/vendor`, except those that are installed beside the
 * package, and lets the modules import from there. Only what is used is left of them, without types, source maps and
 * second builds: as packages they need 100 MB more. Modules that several packages share are there once.
 */
export async function bundleDependencies(root: string, target: string): Promise<void> {
  const modules = (await readdir(target, { recursive: true }))
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(target, name));
  const texts = new Map<string, string>();
  for (const path of modules) texts.set(path, await readFile(path, "utf8"));
  const imports = [...texts].flatMap(([path, text]) => importsOf(path, text));
  const names = [...new Set(imports.map(({ name }) => name))].filter(isBundled);
  await bundle(root, target, names);
  for (const name of names) {
    const needsDefault = imports.some((one) => one.name === name && one.takesDefault);
    await compare(join(target, "vendor", fileOf(name)), name, root, needsDefault);
  }
  for (const [path, text] of texts) {
    const changed = withVendor(path, text, join(target, "vendor"));
    if (changed !== text) await writeFile(path, changed);
  }
}

interface Import {
  name: string;
  takesDefault: boolean;
  /** Of the name with its quotes. */
  start: number;
  end: number;
}

/** What a module imports, statically and dynamically. */
function importsOf(path: string, text: string): Import[] {
  const { module, errors } = parseSync(path, text, { sourceType: "module" });
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      ...moduleRequest,
      takesDefault: entries.some(({ importName }) => importName.kind === "Default"),
    })),
    ...module.dynamicImports.map(({ moduleRequest }) => ({ ...moduleRequest, takesDefault: false })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) =>
        moduleRequest ? { ...moduleRequest, takesDefault: false } : [],
      ),
    ),
  ];
  const once = new Map(requests.map((request) => [request.start, request]));
  return [...once.values()].flatMap(({ start, end, takesDefault }) => {
    const [, name] = /^"([^"]+)"$/.exec(text.slice(start, end)) ?? [];
    return name === undefined ? [] : { name, takesDefault, start, end };
  });
}

const isBundled = (name: string): boolean =>
  !name.startsWith(".") &&
  !isBuiltin(name) &&
  !installed.has(packageOf(name)) &&
  !optional.has(packageOf(name));

const fileOf = (name: string): string =>
  `${name
    .replace(/^@/, "")
    .replace(/\.m?js$/, "")
    .replaceAll("/", "-")}.js`;

function withVendor(path: string, text: string, vendor: string): string {
  let changed = text;
  for (const { name, start, end } of importsOf(path, text).toSorted((a, b) => b.start - a.start)) {
    if (!isBundled(name)) continue;
    const to = relative(dirname(path), join(vendor, fileOf(name)));
    changed = `${changed.slice(0, start)}"${to.startsWith(".") ? to : `./${to}`}"${changed.slice(end)}`;
  }
  return changed;
}

async function bundle(root: string, target: string, names: readonly string[]): Promise<void> {
  const entries = join(target, ".entries");
  await mkdir(entries);
  const input: Record<string, string> = {};
  for (const name of names) {
    const entry = join(entries, fileOf(name).replace(/\.js$/, ".mjs"));
    await writeFile(entry, await entryOf(root, name));
    input[fileOf(name).slice(0, -3)] = entry;
  }
  await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    ssr: {
      target: "node",
      noExternal: true,
      external: [...installed],
      // Without "import", which Vite adds for imports: `require` of buffer-crc32 needs its build of CommonJS.
      resolve: { conditions: ["node"], externalConditions: ["node", "import"] },
    },
    build: {
      ssr: true,
      target: "node24",
      minify: false,
      outDir: join(target, "vendor"),
      license: { fileName: "LICENSES.md" },
      rolldownOptions: {
        input,
        // What Node adds to modules of CommonJS, such as `default`, and another build of the same package does not have.
        shimMissingExports: true,
        output: { entryFileNames: "[name].js", chunkFileNames: "shared/[name]-[hash].js" },
      },
    },
  });
  await rm(entries, { recursive: true });
}

/** Fails where a bundled module lacks what the package has for Node. */
async function compare(file: string, name: string, root: string, needsDefault: boolean): Promise<void> {
  const [bundled, own] = await Promise.all([import(pathToFileURL(file).href), load(root, name)]);
  const needed = namesIn(own).filter((one) => one !== "default" || needsDefault);
  const different = needed.filter((one) => typeof bundled[one] !== typeof own[one]);
  if (different.length > 0) throw new Error(`The bundle of ${name} lacks ${different.join(", ")}`);
}

const load = (root: string, name: string) =>
  import(import.meta.resolve(name, pathToFileURL(join(root, "src/")).href));
const namesIn = (loaded: object) =>
  Object.keys(loaded).filter((one) => /^[\w$]+$/.test(one) && one !== "__esModule");

/** A module with the exports that Node sees. It sees those of CommonJS, too. */
const entryOf = async (root: string, name: string): Promise<string> =>
  `export { ${namesIn(await load(root, name)).join(", ")} } from ${JSON.stringify(name)};\n`;
