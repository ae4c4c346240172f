import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allocatorEnvironment, v8Flags } from "./v8.ts";

// What we rely on in V8: docs/internals.md.

const run = (flags: readonly string[], source: string) =>
  execFileSync(process.execPath, [...flags, "--eval", source], { encoding: "utf8" });
const fileOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("npm start and bin/rookery.js start Node with the V8 flags", () => {
  const { scripts } = JSON.parse(fileOf("package.json"));
  expect(scripts.start).toBe(
    `exec env MALLOC_ARENA_MAX=${allocatorEnvironment.MALLOC_ARENA_MAX} node ${v8Flags.join(" ")} src/main/main.ts`,
  );
  for (const flag of v8Flags) expect(fileOf("bin/rookery.js")).toContain(`"${flag}"`);
  expect(fileOf("bin/rookery.js")).toContain(`MALLOC_ARENA_MAX: "${allocatorEnvironment.MALLOC_ARENA_MAX}"`);
});

test("Node takes the flags on its command line", () => {
  expect(JSON.parse(run(v8Flags, "console.log(JSON.stringify(process.execArgv))"))).toEqual(
    expect.arrayContaining([...v8Flags]),
  );
});

test("--heap-growing-percent=100 lets the heap double between full collections", () => {
  expect(run([...v8Flags, "--trace-gc-verbose"], "gc()")).toContain("[HeapController] factor 2.0 ");
});

test("--expose-gc gives a function that collects at once and returns memory to the system", () => {
  const source = `
    let garbage = Array.from({ length: 2_000_000 }, (_, i) => ({ i }));
    const before = process.memoryUsage().heapTotal;
    garbage = undefined;
    gc({ type: "major", execution: "sync", flavor: "last-resort" });
    console.log(process.memoryUsage().heapTotal / before);`;
  expect(Number(run(v8Flags, source))).toBeLessThan(0.3);
});
