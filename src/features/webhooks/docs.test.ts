import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { callMemory } from "../../../test/support/tenant.ts";

const { app, services, connection } = await testApp();
const origin = await app.listen();
const main = fileURLToPath(new URL("../../main/main.ts", import.meta.url));
const page = await readFile(new URL("../../../docs/webhooks.md", import.meta.url), "utf8");

test("the commands in docs/webhooks.md set the webhook as printed, from top to bottom", async () => {
  const tenant = { name: "Acme", email: "ops@example.com" };
  const { body } = await callMemory(app, undefined, "POST", "/tenants", tenant);
  const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, command]) => command as string);
  expect(commands.length).toBeGreaterThan(1);
  const shell = [
    `rookery() { "${process.execPath}" "${main}" "$@"; }`,
    'curl() { command curl -sS --fail-with-body "$@"; }',
    "rookery org create --name 'Acme Co'",
    ...commands.map((command) => command.replaceAll("http://localhost:3000", origin)),
  ].join("\n");
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", shell], {
    env: {
      PATH: process.env.PATH,
      ...databaseSettings(connection),
      DATA_DIR: services.config.dataDir,
      KEY: body.api_key,
    },
  });
  expect(stdout).toContain('"webhook_url":"https://example.com/hooks/rookery"');
  expect(stdout).toContain('"asset.ready"');
  expect(stdout.match(/whsec_\w+/g)?.length).toBeGreaterThan(0);
});
