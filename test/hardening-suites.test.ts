import { globSync } from "node:fs";
import { matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import config from "../vitest.config.ts";
import { longSuites, suites } from "./hardening/suites.ts";

test("every suite of the hardening run exists, and all but the long ones run in npm test", () => {
  const { include = [], exclude = [] } = config.test ?? {};
  const files = globSync(include, { cwd: fileURLToPath(new URL("..", import.meta.url)) });
  for (const suite of suites) {
    const found = files.filter((file) => file.startsWith(suite));
    expect(found, suite).not.toEqual([]);
    const run = found.filter((file) => !exclude.some((pattern) => matchesGlob(file, pattern)));
    expect(run, suite).toEqual(suite === longSuites ? [] : found);
  }
});
