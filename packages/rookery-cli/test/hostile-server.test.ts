import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { builtCli } from "./cli.ts";

// A server may be somebody else's, or pass on what others named.
const names = [
  "../../evil.png",
  "..\\up.png",
  "/etc/x.png",
  "..",
  "",
  "CON.png",
  "con.png",
  "a\u001b[31m\u202egnp.png",
  ".bashrc",
  `${"ä".repeat(300)}.png`,
  "same.png",
  "Same.png",
];
let library = "l";
let appUrl = "";
const red = "\u001b[31m";
const posted = {
  get downloadUrl() {
    return `${origin}/file/zip`;
  },
  apiKey: "pk_key",
  organizationId: `o${red}`,
  libraryId: `l${red}`,
  claimUrl: `https://example.com/${red}`,
  expiresAt: `\u001b[2J${red}`,
  conversation_id: `c${red}`,
  results: [{ error: null, interaction_id: "i" }],
};
let answerFile = (response: ServerResponse): void => void response.end("picture");
const server = createServer((request, response) => {
  const json = (data: unknown) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  if (request.url === "/me") {
    return json({ organizationId: "o", libraries: [{ library, access: "write" }] });
  }
  if (request.url?.startsWith("/file/")) return answerFile(response);
  if (request.method === "POST") return json(posted);
  if (request.url?.endsWith("/assets/page")) return json({ appUrl });
  json(
    names.map((filename, i) => ({
      id: `../id${i}`,
      filename,
      size: 7,
      tags: [],
      url: `${origin}/file/${i}`,
    })),
  );
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const newPerson = await builtCli();

test("names that a server tells stay in the folder, are different, and show as text on a terminal", async () => {
  const { run, home } = await newPerson({ ROOKERY_URL: origin, ROOKERY_KEY: "pk_key" });
  const { code, stdout, stderr } = await run("download", "--all", "--to", "in/out");
  expect([code, (stdout + stderr).includes("\u001b")]).toEqual([0, false]);
  expect(await readdir(home)).toEqual(["in"]);
  expect(await readdir(join(home, "in"))).toEqual(["out"]);
  const saved = await readdir(join(home, "in/out"));
  expect(new Set(saved.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of saved) {
    expect(name).not.toMatch(/^\.|[\\/\p{Cc}\p{Cf}]|^con\./iu);
    expect(Buffer.byteLength(name)).toBeLessThan(256);
  }
  expect((await run("list")).stdout).not.toContain("\u001b");
  // Programs get the name as it is, and JSON escapes its control characters.
  expect((await run("list", "--json")).json.map(({ filename }) => filename)).toEqual(names);
});

test("a download that is interrupted or cut leaves no file behind", async () => {
  const { run, start, home } = await newPerson({ ROOKERY_URL: origin, ROOKERY_KEY: "pk_key" });
  const begun = Promise.withResolvers<void>();
  answerFile = (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("some");
    begun.resolve();
  };
  const download = start("download", "--all", "--to", "out");
  await begun.promise;
  download.interrupt();
  expect((await download.done).code).toBe(130);
  expect(await readdir(join(home, "out"))).toEqual([]);
  answerFile = (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("some", () => response.destroy());
  };
  expect((await run("download", "--all", "--to", "out")).code).toBe(7);
  expect(await readdir(join(home, "out"))).toEqual([]);
  const zip = async () => (await run("download", "--all", "--zip", "-")).code;
  expect(await zip()).toBe(7);
  answerFile = (response) => void response.destroy();
  expect(await zip()).toBe(7);
  answerFile = (response) => void response.writeHead(429).end();
  expect(await zip()).toBe(6);
});

test("notes and questions show what a server tells as text", async () => {
  const { run, shell, home, environment } = await newPerson({ ROOKERY_URL: origin });
  const started = await run("start", "ada@example.com");
  expect(started).toMatchObject({ code: 0, stderr: expect.stringContaining("is ready") });
  const signedOut = await run("logout");
  expect(signedOut).toMatchObject({ code: 0, stderr: expect.stringContaining("claim link") });
  environment.ROOKERY_KEY = "pk_key";
  const words = ["--user", "usr_0123456789abcdef", "--message", "Hello."];
  const ingested = await run("memory", "ingest", ...words);
  expect(ingested).toMatchObject({ code: 0, stderr: expect.stringContaining("Stored 1") });
  for (const { stdout, stderr } of [started, signedOut, ingested]) {
    expect(stdout + stderr).not.toContain("\u001b");
  }
  library = `l${red}`;
  onTestFinished(() => {
    library = "l";
  });
  const asked = await shell("printf 'n\\n' | script -qec 'rookery-cli delete x' /dev/null", home);
  expect(asked.stdout).toMatch(/files of l.+Nothing was deleted/s);
  expect(asked.stdout).not.toContain(red);
});

test("a server opens web pages, and neither files nor other programs", async () => {
  const opened = async (address: string) => {
    appUrl = address;
    const person = await newPerson({ ROOKERY_URL: origin, ROOKERY_KEY: "pk_key" });
    expect((await person.run("open", "page")).stdout.trim()).toBe(address);
    return person;
  };
  const refused = [];
  for (const address of ["file:///etc/passwd", "vscode://file/etc/passwd", "/etc/passwd"]) {
    refused.push(await opened(address));
  }
  const shown = await opened("https://example.com/app");
  expect((await shown.visited()).href).toBe("https://example.com/app");
  for (const { home } of refused) expect(await readdir(home)).toEqual([]);
});
