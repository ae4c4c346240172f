import { readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { installed } from "./installed.ts";

// `npm pack` calls this before and after: the package's manifest names only the dependencies that are not bundled. What a
// run that was killed has left is put right by the next one, or by `node scripts/package/manifest.ts restore`.

const manifest = fileURLToPath(new URL("../../package.json", import.meta.url));
const whole = `${manifest}.whole`;

await rename(whole, manifest).catch((error) => {
  if (error.code !== "ENOENT") throw error;
});
if (process.argv[2] === "reduce") {
  const text = await readFile(manifest, "utf8");
  const { dependencies, devDependencies, ...rest } = JSON.parse(text);
  const kept = Object.entries(dependencies).filter(([name]) => installed.has(name));
  if (kept.length !== installed.size) throw new Error("installed.ts names what is no dependency");
  await writeFile(whole, text);
  await writeFile(
    manifest,
    `${JSON.stringify({ ...rest, dependencies: Object.fromEntries(kept) }, null, 2)}\n`,
  );
}
