import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counted, type Measured, mustBePrinted } from "../support/counts.ts";
import { suites } from "./suites.ts";

// What a stranger may send, how long it holds the server, and what survives. Prints counts, and ends with the exit code of the
// tests, or with 1 when acknowledged writes were lost or a count that must be there is missing.
const fuzzRuns = 5_000;

const folder = mkdtempSync(join(tmpdir(), "rookery-hardening-"));
const counts = join(folder, "counts");
writeFileSync(counts, "");
const startedAt = performance.now();
const tests = spawn("node_modules/.bin/vitest", ["run", "--reporter=dot", ...suites], {
  stdio: "inherit",
  env: {
    ...process.env,
    TEST_FOLDER: "test/hardening/**",
    HARDENING_COUNTS: counts,
    FUZZ_RUNS: process.env.FUZZ_RUNS ?? String(fuzzRuns),
  },
});
const [exitCode] = await once(tests, "exit");
const totals = totalsOf(readFileSync(counts, "utf8"));
print(totals, (performance.now() - startedAt) / 60_000);
rmSync(folder, { recursive: true });
const missing = mustBePrinted.filter((what) => !totals.has(what));
if (missing.length > 0) console.log(`\nNothing counted: ${missing.join("; ")}`);
const isLost = totals.get("acknowledged writes lost") !== 0;
process.exitCode = (exitCode ?? 1) || Number(missing.length > 0 || isLost);

function totalsOf(lines: string): Map<Counted | Measured, number> {
  const totals = new Map<Counted | Measured, number>();
  for (const line of lines.split("\n").filter(Boolean)) {
    const { what, number, largest } = JSON.parse(line) as {
      what: Counted | Measured;
      number?: number;
      largest?: number;
    };
    const before = totals.get(what) ?? 0;
    totals.set(what, number === undefined ? Math.max(before, largest ?? 0) : before + number);
  }
  return totals;
}

function print(totals: ReadonlyMap<string, number>, minutes: number): void {
  console.log(`\nHardening, ${minutes.toFixed(1)} minutes\n`);
  for (const [what, total] of [...totals].toSorted(([a], [b]) => a.localeCompare(b))) {
    console.log(`  ${what.padEnd(44)} ${Math.round(total).toLocaleString("en").padStart(12)}`);
  }
}
