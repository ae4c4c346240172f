import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { testApp } from "../../test/support/app.ts";
import { openServices } from "./services.ts";

const { services, database } = await testApp();

async function otherFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
const nodeWith = async (secret?: string) =>
  openServices(
    { ...services.config, dataDir: await otherFolder(), secret },
    database,
    pino({ level: "silent" }),
  );

test("a node with a different secret than the database's does not start", async () => {
  await expect(nodeWith()).rejects.toThrow(
    "Set ROOKERY_SECRET to the content of that server's 'secret' file",
  );
  await expect(nodeWith("another secret that is long enough, too")).rejects.toThrow(
    "Set ROOKERY_SECRET to the same value on every node.",
  );
});

test("a node in another folder starts with the same secret", async () => {
  const secret = (await readFile(join(services.config.dataDir, "secret"), "utf8")).trim();
  const second = await nodeWith(secret);
  expect(second.secret.fingerprint).toEqual(services.secret.fingerprint);
  await second.close();
});
