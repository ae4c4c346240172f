import { readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * Creates the links between libraries that the package's install script makes: not every npm runs such scripts, and none does
 * with `--ignore-scripts`. `native` is the folder with `bin` and `lib`.
 */
export async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    // It is there, or the installation may only be read. A copy of the installation gets its own links.
    await symlink(basename(source), join(native, target.replace(/^native\//, ""))).catch(() => {});
  }
}
