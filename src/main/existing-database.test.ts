import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { readConfig } from "../platform/config.ts";
import { backupCommand } from "./backup/commands.ts";
import { doctorCommand } from "./doctor/commands.ts";
import { secretCommand } from "./secret/commands.ts";

test.each([
  ["doctor", doctorCommand(["doctor"])],
  ["backup", backupCommand(["backup", "unwritten.tar"])],
  ["secret rotate", secretCommand(["secret", "rotate"])],
])("`rookery %s` makes no database in a folder that has none", async (_name, run) => {
  const folder = await temporaryFolder();
  const config = readConfig({ DATA_DIR: join(folder, "mistyped") });
  await expect(run?.(config)).rejects.toThrow(/There is no database in .*mistyped: set DATA_DIR/);
  expect(await readdir(folder)).toEqual([]);
});
