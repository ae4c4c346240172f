import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { openFolder, removeFolder } from "../../../test/support/processes/open-folder.ts";
import { tools } from "../../../test/support/registered.ts";
import { readSkill } from "./skill.ts";

const { app, services } = await testApp({ workers: true });
const origin = await app.listen();
const files = await readSkill({ ...services.config, publicUrl: origin });
const commands = files.flatMap(({ path, text }) =>
  [...text.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, , command]) => ({
    path,
    command: command as string,
  })),
);

test("every command in the skill runs as written, in order", async () => {
  const folder = await openFolder();
  const known: Record<string, string> = {};
  try {
    await writeFile(join(folder, "beach.png"), await picture());
    for (const { path, command } of commands) {
      const { stdout } = await promisify(execFile)("bash", ["-euc", command], {
        cwd: folder,
        env: { PATH: process.env.PATH, ...known },
      });
      const answer = JSON.parse(stdout);
      expect(answer, `${path}: ${command}`).toEqual({ data: expect.anything() });
      const { organizationId, libraryId, apiKey, assets } = answer.data;
      if (apiKey) Object.assign(known, { KEY: apiKey, ORGANIZATION: organizationId, LIBRARY: libraryId });
      if (Array.isArray(assets) && assets[0].status) known.ASSET = assets[0].id;
    }
  } finally {
    removeFolder(folder);
  }
  expect(commands.length).toBeGreaterThan(9);
});

test("every JSON example of the skill is valid JSON", () => {
  const examples = files.flatMap(({ text }) => [...text.matchAll(/^ *```json\n([\s\S]*?)^ *```$/gm)]);
  expect(examples.length).toBeGreaterThan(0);
  for (const [, example] of examples) JSON.parse(example as string);
});

test("the skill names exactly the existing tools", () => {
  const mcp = files.find(({ path }) => path.endsWith("mcp.md"))?.text ?? "";
  const words = [...mcp.matchAll(/`([a-z]+(?:_[a-z]+)+|whoami)`/g)].map(([, word]) => word);
  expect([...new Set(words)].sort()).toEqual(tools.map(({ name }) => name).sort());
});

test("the skill's main file is short enough to be read completely", () => {
  expect(files[0]?.text.split("\n").length).toBeLessThan(500);
});
