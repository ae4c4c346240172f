import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { picture } from "../../../test/support/files.ts";
import { newTeam } from "../../../test/support/team.ts";
import { exitCodes } from "../src/failure.ts";
import { cliServer } from "./cli-server.ts";

const { app, services, server, newPerson } = await cliServer();
const root = join(import.meta.dirname, "../../..");
const guide = await readFile(join(root, "docs/cli.md"), "utf8");

const commandsOf = (markdown: string) =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, text = ""]) => text.replaceAll("http://localhost:3000", server))
    .join("\n");

/** A person in a folder with the files that the examples name, and with a key of a team. */
async function reader() {
  const person = await newPerson();
  const { organizationId, owner } = await newTeam(app, services);
  const libraries = { pictures: "write" };
  const scopes = ["memory:read", "memory:write", "users:read", "users:write", "conversations:write"];
  const { data } = await owner.call("createKey", { organizationId, name: "Reader", libraries, scopes });
  person.environment.KEY = data.apiKey;
  await writeFile(join(person.home, "beach.png"), await picture("teal", 9));
  await mkdir(join(person.home, "trip"));
  await writeFile(join(person.home, "trip/b.png"), await picture("red", 9));
  return person;
}

/** The parts of a page with commands, in their order. */
const partsOf = (markdown: string) =>
  markdown.split(/^## /m).flatMap((part) => {
    const commands = commandsOf(part);
    return commands === "" ? [] : [{ heading: part.split("\n", 1)[0] ?? "", commands }];
  });

// One person reads the guide from top to bottom.
const guideReader = await reader();
test.each(partsOf(guide))("the commands of the guide run as printed: $heading", async ({ commands }) => {
  expect(await guideReader.shell(commands, guideReader.home)).toMatchObject({
    code: 0,
    stderr: expect.not.stringContaining("Error"),
  });
});

test("the commands of the README run as printed", async () => {
  const person = await reader();
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  const { code, stdout } = await person.shell(commandsOf(readme), person.home);
  expect([code, stdout]).toEqual([0, expect.stringContaining("beach.png")]);
});

test("the guide lists every exit code", () => {
  const listed = [...guide.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(exitCodes));
});

test("the guide names every command", async () => {
  const { stdout } = await (await newPerson()).run("--help");
  const commands = [...stdout.matchAll(/^ {2}(\w+)[ |].* {2,}/gm)].map(([, name = ""]) => name);
  for (const name of commands.filter((name) => name !== "help")) expect(guide).toContain(name);
});
