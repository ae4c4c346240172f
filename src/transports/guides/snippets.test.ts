import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { Script } from "node:vm";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { contents } from "./contents.ts";
import { readGuides } from "./read-guides.ts";

const port = await freePort();
const publicUrl = `http://localhost:${port}`;
const { app, services, connection } = await testApp({
  workers: true,
  config: { publicUrl, cdnUrl: `${publicUrl}/cdn` },
});
await app.listen({ port, host: "localhost" });
const agent = await newAgent(app);
const photo = await picture("teal", 900, 600);
const asset = (await agent.upload({ "beach.png": photo })).data.assets[0];
const upload = await agent.request("POST", `${agent.library}/uploads`, { filename: "beach.png" });

const blocks = (await readGuides(publicUrl)).flatMap(({ slug, markdown }) =>
  [...markdown.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, , language = "", text = ""]) => ({
    slug,
    language,
    text,
  })),
);
const blocksOf = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

/** Pages whose commands are run by other tests. The programs of memory are run by `packages/rookery-adapters/test/docs.test.ts`. */
const runElsewhere: Record<string, string> = {
  cli: "packages/rookery-cli/test/docs.test.ts",
  uploads: "src/transports/tus/clients.test.ts",
  memory: "src/features/memory/docs.test.ts",
  operating: "src/main/backup/commands.test.ts",
  webhooks: "src/features/webhooks/docs.test.ts",
};
const runHere = [...new Set(blocksOf("sh").map(({ slug }) => slug))].filter(
  (slug) => !Object.hasOwn(runElsewhere, slug),
);

const main = join(import.meta.dirname, "../../main/main.ts");
const programs = [
  `rookery() { "${process.execPath}" "${main}" "$@"; }`,
  'claude() { echo "$@"; }',
  'npx() { echo "$@"; }',
];

/** Runs commands in a folder with a picture, where `claude` and `npx` print what they are given. */
async function run(commands: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "beach.png"), photo);
  const { stdout } = await promisify(execFile)(
    "bash",
    ["-euo", "pipefail", "-c", [...programs, commands].join("\n")],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        ...databaseSettings(connection),
        DATA_DIR: services.config.dataDir,
        API: publicUrl,
        KEY: agent.apiKey,
        ORGANIZATION: agent.organizationId,
        LIBRARY: agent.libraryId,
        ASSET: asset.id,
        UPLOAD_URL: upload.data.uploadUrl,
      },
    },
  );
  return stdout;
}

test.each(runHere)("the commands of the guide %s run as printed, from top to bottom", async (slug) => {
  const commands = blocksOf("sh").filter((block) => block.slug === slug);
  const printed = await run(commands.map(({ text }) => text).join("\n"));
  expect(printed).not.toBe("");
  expect(printed).not.toMatch(/"errors?":\s*[[{"]/);
});

test("commands that are not run here are run by another test", () => {
  for (const file of Object.values(runElsewhere)) expect(existsSync(file), file).toBe(true);
});

test("every address and header for an MCP client connects with a key", async () => {
  const page = (await readGuides(publicUrl)).find(({ slug }) => slug === "connect")?.markdown ?? "";
  const addresses = new Set(page.match(new RegExp(`${publicUrl}/mcp[\\w/]*`, "g")));
  expect(addresses.size).toBeGreaterThan(3);
  for (const address of addresses) {
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        authorization: `Bearer ${agent.apiKey}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    expect([address, answer.status]).toEqual([address, 200]);
  }
});

test("every JSON example of a guide is valid JSON", () => {
  for (const { text } of blocksOf("json")) JSON.parse(text);
});

test("every JavaScript and TypeScript example of a guide can be parsed", () => {
  for (const { text } of blocksOf("js", "ts")) {
    const script = stripTypeScriptTypes(text).replace(/^(?:import .*|export )/gm, "");
    expect(() => new Script(`(async () => {${script}})`), text).not.toThrow();
  }
});

test("every link with parameters in the guides shows a picture", async () => {
  const queries = blocksOf("text").flatMap(({ text }) =>
    [...text.matchAll(/^https:\/\/\S+\/cdn\/\S+(\?\S+)$/gm)].map(([, query]) => query as string),
  );
  expect(queries.length).toBeGreaterThan(2);
  for (const query of queries) expect([query, (await fetch(asset.url + query)).status]).toEqual([query, 200]);
});

test("settings to copy have no comment behind their value, which systemd takes for a part of it", () => {
  const settings = blocks.filter(({ slug }) => slug === "operating").flatMap(({ text }) => text.split("\n"));
  expect(settings.filter((line) => /^OIDC_ISSUER=/.test(line))).toHaveLength(1);
  expect(settings.filter((line) => /^[A-Z][A-Z0-9_]*=\S.*\s#/.test(line))).toEqual([]);
});

test("every example says its language, so that a test can tell how to run it", () => {
  const known = ["sh", "json", "js", "ts", "python", "toml", "http", "text"];
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  expect(contents.flatMap(({ guides }) => guides).length).toBeGreaterThan(10);
});
