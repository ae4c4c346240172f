import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What a stranger may send, how long it holds the server, and what survives. `npm test` runs all but test/hardening/, with
// fewer inputs. Prints counts, and ends with the exit code of the tests.
const suites = [
  // Every parser and expression, with fragments that grow.
  ...["test/text-budget", "test/file-budget", "src/media/svg/svg-sanitiser", "src/media/hostile"],
  ...["test/fuzz.test", "test/fuzz-multipart", "test/fuzz-sockets", "src/transports/http/json-depth"],
  // Bodies that stop, connections that stall, limits before bytes.
  ...["src/transports/http/slow-bodies", "src/transports/http/held-bodies", "src/main/serve.test"],
  ...["src/features/library/assets/upload/upload-limits", "src/features/library/assets/upload/storage-full"],
  // Access, and requests to inner networks.
  ...["test/access", "src/platform/net"],
  // Crashes, and a database that goes away.
  ...[
    "test/crash.test",
    "src/features/memory/ingest/crash",
    "src/features/webhooks/crash",
    "test/postgres-killed",
  ],
  ...["src/kernel/jobs", "src/platform/embedded-postgres/embedded-postgres.crash"],
  // Fairness.
  ...["src/media/decode/queue", "src/features/library/assets/process", "src/features/webhooks/fairness"],
  "test/hardening",
];
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
print(readFileSync(counts, "utf8"), (performance.now() - startedAt) / 60_000);
rmSync(folder, { recursive: true });
process.exitCode = exitCode ?? 1;

function print(lines: string, minutes: number): void {
  const totals = new Map<string, number>();
  for (const line of lines.split("\n").filter(Boolean)) {
    const { what, number, largest } = JSON.parse(line) as { what: string; number?: number; largest?: number };
    const before = totals.get(what) ?? 0;
    totals.set(what, number === undefined ? Math.max(before, largest ?? 0) : before + number);
  }
  console.log(`\nHardening, ${minutes.toFixed(1)} minutes\n`);
  for (const [what, total] of [...totals].toSorted(([a], [b]) => a.localeCompare(b))) {
    console.log(`  ${what.padEnd(44)} ${Math.round(total).toLocaleString("en").padStart(12)}`);
  }
}
