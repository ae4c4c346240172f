import { execFile } from "node:child_process";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { picture } from "../../../test/support/files.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { startServer } from "../../../test/support/processes/server-process.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const passphrase = "correct horse battery staple";

/** Runs a command as a process, on the private database of a data folder. */
async function rookery(dataDir: string, ...words: string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, BACKUP_PASSPHRASE: passphrase };
  return promisify(execFile)(process.execPath, [main, ...words], { env });
}

const refusal = (...call: Parameters<typeof rookery>): Promise<string> =>
  rookery(...call).then(
    () => expect.unreachable(),
    ({ stderr }) => stderr,
  );

test("a running server with a private database is backed up, and a new one serves the same link", async () => {
  const [dataDir, port] = [await temporaryFolder(), await freePort()];
  const server = await startServer(dataDir, port);
  const headers = { "api-version": "2026-05-20" };
  const started = await fetch(`${server.origin}/libraries`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com" }),
  });
  const { data } = (await started.json()) as { data: Record<string, string> };
  const png = await picture("teal", 64, 64);
  const body = new FormData();
  body.append("files", new Blob([new Uint8Array(png)]), "a.png");
  const uploaded = await fetch(
    `${server.origin}/organizations/${data.organizationId}/libraries/${data.libraryId}/assets`,
    { method: "POST", headers: { ...headers, authorization: `Bearer ${data.apiKey}` }, body },
  );
  const { url } = ((await uploaded.json()) as { data: { assets: { url: string }[] } }).data.assets[0] ?? {};

  const folder = await temporaryFolder();
  const file = join(folder, "backup");
  const summary = JSON.parse((await rookery(dataDir, "backup", file)).stdout);
  expect(summary).toMatchObject({ missing: 0, rows: { assets: 1 } });
  expect(await readdir(folder)).toEqual(["backup"]);
  const other = await temporaryFolder();
  const [verified, taken, missing, keyless] = await Promise.all([
    rookery(folder, "verify", file),
    refusal(dataDir, "backup", file),
    refusal(folder, "restore", join(folder, "none")),
    refusal(other, "restore", file),
  ]);
  expect(JSON.parse(verified.stdout)).toMatchObject({ assets: 1, missing: 0 });
  expect(taken).toMatch(/is there already\. Name another file\.\n/);
  expect(missing).toContain("There is no file");
  expect(keyless).toContain("copy its file 'secret' into DATA_DIR");
  await copyFile(join(dataDir, "secret"), join(other, "secret"));
  const [inUse] = await Promise.all([refusal(dataDir, "restore", file), rookery(other, "restore", file)]);
  expect(inUse).toContain("Another Rookery uses this database");
  await server.stop("SIGTERM");
  const second = await startServer(other, port);
  expect(Buffer.from(await (await fetch(url as string)).arrayBuffer())).toEqual(png);
  expect(await second.stop("SIGTERM")).toBe(0);
}, 240_000);
