import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface LockedPackage {
  name: string;
  version: string;
  license: string;
  /** Its hash, as `sha512-<base64>`. */
  integrity: string | undefined;
}

type Locked = {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
};

/**
 * The production dependencies that a lock file names, with those of packages for other systems, which are not installed here. Those in
 * `packages` are published by themselves.
 */
export async function productionPackages(
  lockFile = join(import.meta.dirname, "..", "package-lock.json"),
): Promise<LockedPackage[]> {
  const lock: { packages: Record<string, Locked> } = JSON.parse(await readFile(lockFile, "utf8"));
  const all = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, link }]) =>
      path && !path.startsWith("packages/") && !dev && !devOptional && !link,
  );
  const named = all.map(([path, { version = "", license = "none", integrity }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return { name, version, license, integrity };
  });
  // A package may lie in several folders.
  const distinct = new Map(named.map((one) => [`${one.name}@${one.version}`, one]));
  return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
