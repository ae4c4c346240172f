import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packages = ["pg", "sql-template-tag", `@embedded-postgres/${process.platform}-${process.arch}`];

/** Copies what the embedded Postgres needs of this checkout into `folder`, and returns the path of its test process. */
export async function copyCheckout(folder: string): Promise<string> {
  for (const path of ["package.json", "src/storage", "src/testing"]) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  for (const name of await withDependencies(packages)) {
    const path = join("node_modules", name);
    await mkdir(join(folder, "node_modules"), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true, verbatimSymlinks: true });
  }
  return join(folder, "src/testing/embedded-postgres-process.ts");
}

async function withDependencies(names: string[], found = new Set<string>()): Promise<Set<string>> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const { dependencies = {} } = JSON.parse(
      await readFile(join(root, "node_modules", name, "package.json"), "utf8"),
    );
    await withDependencies(Object.keys(dependencies), found);
  }
  return found;
}
