import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { tools } from "../../../test/support/registered.ts";
import { readSkills } from "./skill.ts";

const port = await freePort();
const origin = `http://localhost:${port}`;
const { app, services } = await testApp({
  workers: true,
  config: { publicUrl: origin, cdnUrl: `${origin}/cdn` },
});
await app.listen({ port, host: "localhost" });
const skills = await readSkills(services.config);
const files = skills.flatMap((skill) => skill.files);

const commandsOf = (name: string) =>
  (skills.find((skill) => skill.name === name)?.files ?? []).flatMap(({ path, text }) =>
    [...text.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, , command]) => ({
      path,
      command: command as string,
    })),
  );

/** Runs commands in a folder with a picture. */
async function run(commands: string, known: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "beach.png"), await picture("gold", 900, 600));
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", commands], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...known },
  });
  return stdout;
}

test.each(["rookery", "rookery-start"])(
  "every command of the skill %s runs as written, in order",
  async (name) => {
    const known: Record<string, string> = {};
    const commands = commandsOf(name);
    for (const { path, command } of commands) {
      const answer = JSON.parse(await run(command, known));
      expect(answer, `${path}: ${command}`).not.toHaveProperty("error");
      const { organizationId, libraryId, apiKey, assets } = answer.data ?? {};
      if (apiKey) Object.assign(known, { KEY: apiKey, ORGANIZATION: organizationId, LIBRARY: libraryId });
      if (Array.isArray(assets) && assets[0].status) known.ASSET = assets[0].id;
    }
    expect(commands.length).toBeGreaterThan(2);
  },
);

test("every command of the skill rookery-terminal runs as written, in one shell", async () => {
  const { organizationId, libraryId, apiKey, get, library } = await newAgent(app);
  const known = { KEY: apiKey, ORGANIZATION: organizationId, LIBRARY: libraryId };
  const commands = commandsOf("rookery-terminal").map(({ command }) => command);
  const printed = await run(commands.join("\n"), known);
  expect(printed).not.toContain('"error"');
  const { data } = await get(`${library}/assets`);
  expect(data).toMatchObject([{ name: "beach", tags: ["Beach"] }, { name: "beach" }]);
  for (const { id, url } of data) expect(printed).toContain(`${id}\tbeach\t${url}`);
});

test("every command of the skill rookery-memory runs as written, in one shell", async () => {
  const tenant = await app.inject({
    method: "POST",
    url: "/api/v1/tenants",
    payload: { name: "Acme", email: "linus@example.com" },
  });
  const commands = commandsOf("rookery-memory").map(({ command }) => command);
  const printed = await run(commands.join("\n"), { MEMORY_KEY: tenant.json().api_key });
  expect(printed).toContain("I moved to Lisbon with the piano.");
  expect(printed).toMatch(/^int_/m);
  expect(printed).toContain("Porto");
  expect(printed).not.toContain('"error"');
});

test("every JSON example of the skills is valid JSON", () => {
  const examples = files.flatMap(({ text }) => [...text.matchAll(/^ *```json\n([\s\S]*?)^ *```$/gm)]);
  expect(examples.length).toBeGreaterThan(0);
  for (const [, example] of examples) JSON.parse(example as string);
});

test("the skills name exactly the existing tools", () => {
  const named = (text: string) =>
    [...text.matchAll(/`([a-z]+(?:_[a-z]+)+|whoami)`/g)].map(([, word]) => word as string);
  const all = tools.map(({ name }) => name);
  const mcp = files.find(({ path }) => path.endsWith("mcp.md"))?.text ?? "";
  expect([...new Set(named(mcp))].sort()).toEqual(all.toSorted());
});

test("each skill's main file is short enough to be read completely", () => {
  for (const { files } of skills) expect(files[0]?.text.split("\n").length).toBeLessThan(500);
});
