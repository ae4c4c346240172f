import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { canRun } from "../platform/embedded-postgres/account.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const unknown = { name: "unknown", uid: 54_321, gid: 54_321, isOurs: false };
const mayTry = process.getuid?.() === 0 && (await canRun(unknown, process.execPath, ["--check", main]));
if (!mayTry)
  console.info("Skipped: an account without a name, which needs root and a checkout that all can read");

test.runIf(mayTry)("an account that has no name and no HOME, as in a container, can run it", async () => {
  const { uid, gid } = unknown;
  const run = promisify(execFile)(process.execPath, [main, "--help"], {
    uid,
    gid,
    cwd: "/",
    env: { PATH: process.env.PATH },
  });
  expect((await run).stdout).toContain("rookery key create ORG");
});
