import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { freePort } from "./support/processes/free-port.ts";

const port = await freePort();
const publicUrl = `http://localhost:${port}`;
const { app } = await testApp({
  workers: true,
  config: { publicUrl, cdnUrl: `${publicUrl}/cdn`, fileBytesMax: 100_000 },
});
await app.listen({ port, host: "localhost" });

const script = fileURLToPath(new URL("../scripts/demo.ts", import.meta.url));
const demo = (...places: string[]) =>
  promisify(execFile)(process.execPath, [script, ...places], {
    env: { PATH: process.env.PATH, PORT: String(port) },
  });

test("the demo uses the server at PORT, leaves out a file that is too large, and prints links that open in a browser", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "beach.png"), await picture());
  await writeFile(join(folder, "huge.png"), Buffer.alloc(200_000));
  const { stdout } = await demo(folder);
  expect(stdout).toContain("'huge.png' is larger than");
  expect(stdout).toContain("Tagged 1 with 'demo'. A search for 'beach' finds 1.");
  const opened = (stdout.match(/http:\S+/g) ?? []).map(async (link) =>
    (await fetch(link)).headers.get("content-type"),
  );
  expect(await Promise.all(opened)).toEqual([
    "image/png",
    "image/webp",
    "text/html; charset=utf-8",
    "text/html; charset=utf-8",
  ]);
});

test("a demo without a server says how to start one", async () => {
  const alone = promisify(execFile)(process.execPath, [script], {
    env: { PATH: process.env.PATH, PORT: String(await freePort()) },
  });
  await expect(alone).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("npm start") });
});
