import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { startServer } from "../../../test/support/processes/server-process.ts";

const { app, services, connection } = await testApp();
const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const passphrase = "correct horse battery staple";

/** Runs a command as a process. */
async function rookery(place: Record<string, string>, ...words: string[]) {
  const env = { PATH: process.env.PATH, BACKUP_PASSPHRASE: passphrase, ...place };
  return promisify(execFile)(process.execPath, [main, ...words], { env });
}

test("an organization of a server with its own PostgreSQL moves to one with a private one, and its link works there", async () => {
  const agent = await newAgent(app);
  const png = await picture("teal", 64, 64);
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  const former = { DATA_DIR: services.config.dataDir, ...databaseSettings(connection) };
  const [folder, dataDir, port] = [await temporaryFolder(), await temporaryFolder(), await freePort()];
  const file = join(folder, "export.zip");

  const summary = JSON.parse((await rookery(former, "export", agent.organizationId, file)).stdout);
  expect(summary).toMatchObject({ missing: 0, rows: { assets: 1 } });
  expect(await readdir(folder)).toEqual(["export.zip"]);
  const arrived = JSON.parse((await rookery({ DATA_DIR: dataDir }, "import", file)).stdout);
  expect(arrived).toMatchObject({ organization: agent.organizationId, missing: 0, rows: { assets: 1 } });
  const server = await startServer(dataDir, port);
  const served = await fetch(`${server.origin}${new URL(asset.url).pathname}`);
  expect(Buffer.from(await served.arrayBuffer())).toEqual(png);
  // While it runs, a second import is refused with a sentence.
  const again = await rookery({ DATA_DIR: dataDir }, "import", file).catch(({ code, stderr }) => [
    code,
    stderr,
  ]);
  expect(again).toEqual([
    1,
    expect.stringMatching(/^There is an organization '.+' on this server already.+\n$/),
  ]);
  expect(await server.stop("SIGTERM")).toBe(0);
}, 240_000);
