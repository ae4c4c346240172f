import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { picture } from "../../../test/support/files.ts";
import { type Person, secrets } from "./cli.ts";
import { cliServer } from "./cli-server.ts";

const { app, server, newPerson } = await cliServer();

/** What is kept of the server. Its key must not be printed. */
const profileOf = async ({ home }: Person) => {
  const config = JSON.parse(await readFile(join(home, ".config/rookery/config.json"), "utf8"));
  const profile = config.servers[server];
  secrets.add(profile.key);
  return profile;
};

test("a library starts from an email address, and its claim link is opened until somebody owns it", async () => {
  const person = await newPerson();
  const started = await person.run(
    "start",
    "grace@example.com",
    "--name",
    "Barcelona",
    "--server",
    server,
    "--json",
  );
  const profile = await profileOf(person);
  expect(started.stdout).not.toContain(profile.key);
  const [{ claimUrl, libraryId }] = started.json;
  expect([claimUrl, libraryId]).toEqual([expect.stringContaining(`${server}/claim/`), "barcelona"]);
  await writeFile(join(person.home, "a.png"), await picture());
  expect((await person.run("upload", "a.png")).code).toBe(0);
  expect((await person.run("open")).stdout.trim()).toBe(claimUrl);
  expect((await person.visited()).href).toBe(claimUrl);
});

test("the key of a started library is not lost to another start, and its claim link is told when it is forgotten", async () => {
  const person = await newPerson();
  const email = () => `${randomBytes(6).toString("hex")}@example.com`;
  const start = () => person.run("start", email(), "--server", server, "--json");
  const [first] = (await start()).json;
  const profile = await profileOf(person);
  const again = await start();
  expect([again.code, again.stdout]).toEqual([5, ""]);
  expect(JSON.parse(again.stderr).error).toMatchObject({
    code: "ALREADY_SIGNED_IN",
    message: expect.stringContaining(`rookery-cli logout --server ${server}`),
  });
  expect(await profileOf(person)).toEqual(profile);
  const login = (key: string, ...words: string[]) =>
    person.runWith(key, "login", "--server", server, "--key", ...words);
  // The same key takes nothing away.
  expect((await login(profile.key)).stderr).not.toContain(first.claimUrl);
  expect(await profileOf(person)).toEqual(profile);
  const { apiKey } = await newAgent(app);
  expect((await login(apiKey, "--quiet")).stderr).toContain(first.claimUrl);
  expect((await person.run("logout")).code).toBe(0);
  const [second] = (await start()).json;
  await profileOf(person);
  expect((await login(apiKey, "--json")).json[0]).toEqual({ claimUrl: second.claimUrl });
  expect((await person.run("logout")).code).toBe(0);
  const [third] = (await start()).json;
  await profileOf(person);
  expect((await person.run("logout", "--json")).json).toMatchObject([{ claimUrl: third.claimUrl }]);
});
