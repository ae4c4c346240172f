import { randomBytes } from "node:crypto";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { movie, pdf, picture, text } from "../../../test/support/files.ts";
import { cliServer } from "./cli-server.ts";
import { holdingProxy } from "./holding-proxy.ts";
import { personWithKey } from "./person-with-key.ts";

const { app, server, port, newPerson: cli } = await cliServer();
const png = await picture();
const newPerson = () => personWithKey(cli, app, server);

test("a folder is uploaded with the folders in it, without hidden files and without what is no picture", async () => {
  const { run, file, names } = await newPerson();
  await file("trip/a.png", png);
  await file("trip/day 2/b.PDF", pdf);
  await file("trip/day 2/[c]*.mp4", movie());
  await file("trip/.hidden.png", png);
  await file("trip/notes.txt", text);
  await symlink("..", "trip/day 2/up").catch(() => {});
  const { code, json, stderr } = await run("upload", "trip", "--tag", "holiday", "--json");
  expect([code, stderr]).toEqual([0, ""]);
  expect(json.map(({ path, status }) => [path, status]).sort()).toEqual([
    ["trip/a.png", "uploaded"],
    ["trip/day 2/[c]*.mp4", "uploaded"],
    ["trip/day 2/b.PDF", "uploaded"],
  ]);
  for (const line of json) {
    expect(Object.keys(line).sort()).toEqual(["filename", "id", "libraryId", "path", "status", "url"]);
    expect((await fetch(line.url)).status).toBe(200);
  }
  expect(await names()).toHaveLength(3);
  const listed = await run("list", "--tag", "holiday", "--json");
  expect(listed.json).toHaveLength(3);
  expect(listed.json[0]).toMatchObject({ tags: ["holiday"], variants: [] });
});

test("what the library has already is skipped, and what this machine sent is not sent again under another name", async () => {
  const { run, file, agent, environment, home } = await newPerson();
  const proxy = await holdingProxy(port);
  environment.ROOKERY_URL = proxy.origin;
  const film = movie("a".repeat(6_000_000));
  await file("a.mp4", film);
  await file("b.mp4", film);
  const [first] = (await run("upload", "a.mp4", "--json")).json;
  proxy.asked.length = 0;
  expect((await run("upload", "b.mp4", "--json")).json).toMatchObject([{ status: "skipped", id: first.id }]);
  expect(proxy.asked.filter((asked) => !asked.startsWith("GET"))).toEqual([]);
  environment.XDG_STATE_HOME = join(home, "another machine");
  expect((await run("upload", "b.mp4", "--json")).json).toMatchObject([{ status: "skipped", id: first.id }]);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [first.id] });
  expect((await run("upload", "a.mp4", "--json")).json).toMatchObject([{ status: "uploaded" }]);
  const kept = await run("upload", "a.mp4", "--duplicates", "keep", "--json");
  expect(kept.json).toMatchObject([{ status: "uploaded" }]);
});

/** A person whose upload of a film was ended when a part of it had arrived. */
async function interrupted(signal: "SIGINT" | "SIGKILL", ends: number | null) {
  const person = await newPerson();
  const bytes = movie(randomBytes(6_000_000).toString("latin1"));
  await person.file("film.mp4", bytes);
  const proxy = await holdingProxy(port);
  const held = Promise.withResolvers<void>();
  proxy.holds = ({ method, headers }) => {
    const later = method === "PATCH" && Number(headers["upload-offset"]) > 0;
    if (later) held.resolve();
    return later;
  };
  const upload = person.start("upload", "film.mp4", "--json", "--server", proxy.origin);
  await held.promise;
  upload.interrupt(signal);
  expect(await upload.done).toMatchObject({ code: ends, stdout: "" });
  proxy.holds = () => false;
  proxy.asked.length = 0;
  return { ...person, proxy, bytes };
}

test("two copies of a file that was interrupted are both kept if told so", async () => {
  const { run, file, bytes, proxy, names } = await interrupted("SIGINT", 130);
  await file("copy.mp4", bytes);
  const words = ["film.mp4", "copy.mp4", "--duplicates", "keep", "--json", "--server", proxy.origin];
  const { code, json } = await run("upload", ...words);
  expect([code, json.map(({ status }) => status)]).toEqual([0, ["uploaded", "uploaded"]]);
  // The first goes on with an upload that has the film's name already.
  expect(await names()).toHaveLength(2);
});

test.each([
  ["Ctrl-C", "SIGINT", 130],
  ["kill -9", "SIGKILL", null],
] as const)("after %s, the same command goes on where it was", async (_, signal, ends) => {
  const { run, proxy, bytes } = await interrupted(signal, ends);
  const { code, json } = await run("upload", "film.mp4", "--json", "--server", proxy.origin);
  expect([code, json[0].status]).toEqual([0, "uploaded"]);
  const offsets = proxy.asked
    .filter((asked) => asked.startsWith("PATCH"))
    .map((asked) => Number(asked.slice(6)));
  expect(offsets[0]).toBeGreaterThan(0);
  expect(Buffer.from(await (await fetch(json[0].url)).arrayBuffer()).equals(bytes)).toBe(true);
});

test("a file that is refused does not keep the others from being uploaded", async () => {
  const { run, file, names } = await newPerson();
  await file("a.png", png);
  await file("b.png", text);
  const { code, json, stderr } = await run("upload", "a.png", "b.png", "--json");
  expect([code, json.map(({ path }) => path)]).toEqual([8, ["a.png"]]);
  expect(
    stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).error),
  ).toMatchObject([{ code: "BAD_USER_INPUT", status: 400, subject: "b.png" }, { code: "PARTLY_FAILED" }]);
  expect(await names()).toEqual(["a.png"]);
  const one = await run("upload", "b.png");
  expect([one.code, one.stderr.trim().split("\n").at(-1)]).toEqual([5, expect.stringMatching(/^Error: .+/)]);
});

test("standard input is a file with the name that is given", async () => {
  const { runWith, names } = await newPerson();
  expect((await runWith(png, "upload", "-", "--name", "from a pipe.png")).code).toBe(0);
  expect(await names()).toEqual(["from a pipe.png"]);
});

test("a key that is refused ends an upload at once, and the rest is not tried", async () => {
  const { run, file, environment } = await newPerson();
  for (let i = 0; i < 9; i++) await file(`trip/${i}.png`, await picture("teal", i + 1));
  environment.ROOKERY_LIBRARY = "nowhere";
  environment.ROOKERY_ORGANIZATION = "nobody";
  const { code, stderr } = await run("upload", "trip", "--parallel", "1", "--json");
  expect([code, stderr.trim().split("\n").length]).toEqual([4, 2]);
});
