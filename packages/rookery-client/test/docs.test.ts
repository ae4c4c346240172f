import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { movie, picture } from "../../../test/support/files.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { newEmail, testServer } from "./server.ts";

const { baseUrl } = await testServer();
const root = join(import.meta.dirname, "../../..");
const secret = "whsec_4fR2kd83jdLq0PzA";

/** Sends a signed event to the example that receives webhooks. */
const receiveOne = `
import { createHmac } from "node:crypto";
const body = JSON.stringify({ id: "evt_1", type: "asset.ready", data: { asset_id: "received" } });
const t = Math.floor(Date.now() / 1000);
const v1 = createHmac("sha256", ${JSON.stringify(secret)}).update(t + "." + body).digest("hex");
const headers = { "x-rookery-signature": "t=" + t + ",v1=" + v1 };
console.log("answered", (await receive(new Request("http://localhost/", { method: "POST", body, headers }))).status);
`;

/** Runs the examples of a page as one program, where `rookery-client` is installed. */
async function run(page: string, ending = ""): Promise<string[]> {
  const markdown = await readFile(join(root, page), "utf8");
  const examples = [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, example]) => example as string,
  );
  expect(examples.length).toBeGreaterThan(4);
  const imports = new Set<string>();
  const code = [...examples, ending].join("\n").replace(/^import .*$/gm, (line) => {
    imports.add(line);
    return "";
  });
  const folder = await temporaryFolder();
  await mkdir(join(folder, "node_modules"));
  await symlink(join(root, "packages/rookery-client"), join(folder, "node_modules/rookery-client"));
  await writeFile(join(folder, "beach.jpg"), await picture("teal", 300, 200));
  await writeFile(join(folder, "film.mp4"), movie("kestrel ".repeat(100_000)));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  const program = [...imports, code]
    .join("\n")
    .replaceAll("http://localhost:3000", baseUrl)
    // One address registers one tenant.
    .replaceAll("ops@acme.example", newEmail());
  await writeFile(join(folder, "examples.ts"), program);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=rookery-source", "--no-warnings", "examples.ts"],
    { cwd: folder, env: { PATH: process.env.PATH, WEBHOOK_SECRETS: `whsec_new,${secret}` } },
  );
  return stdout.trim().split("\n");
}

test("the README's examples run as printed", async () => {
  const printed = await run("packages/rookery-client/README.md");
  expect(printed[0]).toMatch(/^pk_/);
  expect(printed[1]).toContain("/claim/");
  expect(printed).toContainEqual(expect.stringMatching(/^beach http/));
  expect(printed).toContain("1 found, first: beach");
  expect(printed).toContainEqual(expect.stringContaining("Lisbon"));
  expect(printed.at(-1)).toMatch(/^RESOURCE_NOT_FOUND 404 /);
});

test("the guide's examples run as printed", async () => {
  const printed = await run("docs/sdk.md", receiveOne);
  for (const line of ["100 %", "AbortError", "film.mp4", "beach"]) expect(printed).toContain(line);
  expect(printed).toContainEqual(expect.stringMatching(/^RESOURCE_NOT_FOUND 404 /));
  expect(printed.slice(-2)).toEqual(["received", "answered 204"]);
});

test("the guide lists every method", async () => {
  const guide = await readFile(join(root, "docs/sdk.md"), "utf8");
  const { Rookery } = await import("../src/index.ts");
  const groups = Object.entries(new Rookery({ baseUrl })).filter(
    ([, value]) => typeof value === "object" && "core" in value,
  );
  expect(groups.length).toBeGreaterThan(9);
  for (const [group, methods] of groups) {
    const row = guide.split("\n").find((line) => line.startsWith(`| \`${group}\` |`)) ?? "";
    const names = [...Object.keys(methods), ...Object.getOwnPropertyNames(Object.getPrototypeOf(methods))];
    for (const name of names.filter((name) => !["core", "constructor"].includes(name))) {
      expect(row, group).toContain(`\`${name}\``);
    }
  }
});
