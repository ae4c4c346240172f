import { chown, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { nextSecretFile, takeNextSecret } from "./secret.ts";

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)("a secret that root rotates stays the server's own", async () => {
  const folder = await temporaryFolder();
  const secret = join(folder, "secret");
  await writeFile(secret, "former", { mode: 0o600 });
  await chown(secret, 1234, 1235);
  await writeFile(nextSecretFile(folder), "next", { mode: 0o600 });
  await takeNextSecret(folder, new Date());
  expect(await readFile(secret, "utf8")).toBe("next");
  const { uid, gid, mode } = await stat(secret);
  expect([uid, gid, mode & 0o777]).toEqual([1234, 1235, 0o600]);
});
