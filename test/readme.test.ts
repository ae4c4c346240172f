import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testApp } from "./support/app.ts";
import { freePort } from "./support/processes/free-port.ts";
import { examplesIn } from "./support/processes/shell-page.ts";

const port = await freePort();
const origin = `http://localhost:${port}`;
const { app } = await testApp({ config: { publicUrl: origin, cdnUrl: `${origin}/cdn` } });
await app.listen({ port, host: "localhost" });

const root = fileURLToPath(new URL("../", import.meta.url));
const readme = await readFile(`${root}README.md`, "utf8");
const written = "http://localhost:3000";
const examples = examplesIn(readme)
  .map(({ shell }) => shell)
  .filter((shell) => shell.includes(`API=${written}`));
const hasJq = spawnSync("jq", ["--version"]).status === 0;

/** Runs an example where the README stands. */
async function run(example: string | undefined): Promise<string[]> {
  const shell = (example as string).replaceAll(written, origin);
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", shell], { cwd: root });
  return stdout.trim().split("\n");
}

test.skipIf(!hasJq)(
  "the README's first example ends with a link to a picture and one to claim it",
  async () => {
    const [picture = "", claim = ""] = await run(examples[0]);
    const { status, headers } = await fetch(picture);
    expect([status, headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(claim).toMatch(`${origin}/claim/`);
  },
);

test.skipIf(!hasJq)(
  "the README's example of memory registers a tenant and reads it with its key",
  async () => {
    expect(JSON.parse((await run(examples[1])).join("\n"))).toMatchObject({ name: "Acme" });
  },
);

test("every file that the README leads to is there", () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|src="([^":…]+)"/g)].map(
    ([, link, source]) => link ?? source,
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(root + link))).toEqual([]);
});
