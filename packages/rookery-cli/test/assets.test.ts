import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { movie, pdf, picture, text } from "../../../test/support/files.ts";
import { cliServer } from "./cli-server.ts";
import { personWithKey } from "./person-with-key.ts";

const { app, server, newPerson: cli } = await cliServer();
const png = await picture();
const newPerson = () => personWithKey(cli, app, server);

test("files are tagged, found, untagged, deleted and restored by ids, also from another command", async () => {
  const { run, runWith, file } = await newPerson();
  await file("sunset.png", png);
  await file("beach.pdf", pdf);
  await run("upload", "sunset.png", "beach.pdf");
  const found = await run("search", "sunset", "--json");
  expect(found.json).toMatchObject([{ filename: "sunset.png", score: expect.any(Number) }]);
  const { id } = found.json[0];
  expect((await runWith(found.stdout, "tag", "-", "--tag", "sea", "--tag", "sky", "--json")).json).toEqual([
    { taggedCount: 2 },
  ]);
  expect((await run("untag", id, "--tag", "sky", "--json")).json).toEqual([{ untaggedCount: 1 }]);
  expect((await run("list", "--tag", "sea", "--json")).json).toMatchObject([{ id, tags: ["sea"] }]);
  expect((await run("delete", id)).code).toBe(2);
  expect((await run("delete", id, "--yes", "--json")).json).toEqual([{ ids: [id] }]);
  expect((await run("list", "--json")).json).toHaveLength(1);
  expect((await run("restore", id, "--json")).json).toEqual([{ ids: [id] }]);
  expect((await run("list", "--json")).json).toHaveLength(2);
  const columns = (await run("list")).stdout.split("\n")[0]?.split("\t");
  expect(columns).toHaveLength(5);
});

test("files are downloaded, and nothing is overwritten unless --force says so", async () => {
  const { run, file, home } = await newPerson();
  await file("a.png", png);
  const [{ id }] = (await run("upload", "a.png", "--json")).json;
  expect((await run("download", id, "--to", "out", "--json")).json).toEqual([
    { id, path: join("out", "a.png"), bytes: png.length },
  ]);
  expect((await readFile(join(home, "out/a.png"))).equals(png)).toBe(true);
  await file("out/a.png", text);
  const refused = await run("download", id, "--to", "out", "--json");
  expect([refused.code, JSON.parse(refused.stderr).error.code]).toEqual([5, "FILE_EXISTS"]);
  expect((await readFile(join(home, "out/a.png"))).equals(text)).toBe(true);
  expect((await run("download", id, "--to", "out", "--force")).code).toBe(0);
  expect((await readFile(join(home, "out/a.png"))).equals(png)).toBe(true);
  expect(await readdir(join(home, "out"))).toEqual(["a.png"]);
});

test("many files are downloaded as one ZIP, into a file or to standard output", async () => {
  const { run, shell, file, home } = await newPerson();
  await file("a.png", png);
  await file("b.pdf", pdf);
  await run("upload", "a.png", "b.pdf");
  expect((await run("download", "--all", "--zip", "all.zip", "--json")).json).toEqual([
    { path: "all.zip", files: 2 },
  ]);
  expect((await run("download", "--all", "--zip", "all.zip")).code).toBe(5);
  const listed = await shell(
    "rookery-cli download --all --zip - | cmp - all.zip && grep -aoE '[ab][.](png|pdf)' all.zip | sort -u",
    home,
  );
  expect(listed.stdout.trim().split("\n").sort()).toEqual(["a.png", "b.pdf"]);
});

test("a terminal shows bars, and the cursor again at the end; other outputs have no codes of terminals", async () => {
  const { file, shell, home, environment } = await newPerson();
  await file("film.mp4", movie(randomBytes(6_000_000).toString("latin1")));
  const onTerminal = (command: string) => shell(`script -qec '${command}' /dev/null`, home);
  const shown = await onTerminal("rookery-cli upload film.mp4 --duplicates keep");
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain("film.mp4");
  expect(shown.stdout).toMatch(/\d+% /);
  expect(shown.stdout.lastIndexOf("\u001b[?25h")).toBeGreaterThan(shown.stdout.lastIndexOf("\u001b[?25l"));
  environment.NO_COLOR = "1";
  expect((await onTerminal("rookery-cli list --frob")).stdout).not.toContain("\u001b[3");
  const piped = await shell("rookery-cli upload film.mp4 2>&1 | cat", home);
  expect(piped.stdout).toContain("were there already");
  expect(piped.stdout).not.toContain("\u001b");
});

test("another program that has read enough ends a list without an error", async () => {
  const { shell, agent, home } = await newPerson();
  await agent.upload({ "a.png": png, "b.pdf": pdf });
  expect(await shell("rookery-cli list --all --json | head -n 1 | wc -l", home)).toMatchObject({
    code: 0,
    stderr: "",
  });
});
