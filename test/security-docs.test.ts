import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

test("every test file that docs/security.md names exists", () => {
  const named = readFileSync(join(root, "docs/security.md"), "utf8").match(/[\w./-]+\.test\.ts/g) ?? [];
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
