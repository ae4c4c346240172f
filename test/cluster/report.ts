import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { callMaxMs } from "./client.ts";
import type { Fault, Length } from "./faults.ts";
import type { Outcome } from "./scenario.ts";

const servingMaxMs = 15_000;
const lagMaxMs = 100;
const shownMax = 20;

type Line = [what: string, value: string, holds?: boolean];

/** Prints and saves what happened. Returns whether everything held. */
export async function report(
  outcome: Outcome,
  length: Length,
  minutes: number,
  file: string,
): Promise<boolean> {
  const lines = [...linesOf(outcome, length)];
  const shown = lines.map(([what, value, holds]) => {
    const mark = holds === undefined ? " " : holds ? "✓" : "✗";
    return `  ${mark} ${what.padEnd(44)} ${value}`;
  });
  const wrong = [...(outcome.comparison?.wrong ?? outcome.ledger.lost), ...outcome.seen.wrong];
  const title = `Cluster, ${minutes.toFixed(1)} minutes, ${cpus().length} processors`;
  const text = [
    `${title}\n`,
    ...shown,
    ...wrong.slice(0, shownMax).map((one) => `    ${one}`),
    ...slowest(outcome.faults),
  ].join("\n");
  console.log(`\n${text}`);
  await writeFile(file, `${new Date().toISOString()}\n\n${text}\n`);
  console.log(`\nSaved in ${file}`);
  return lines.every(([, , holds]) => holds !== false);
}

function* linesOf(outcome: Outcome, length: Length): Iterable<Line> {
  const { ledger, seen, faults, lags, comparison, failure } = outcome;
  if (failure) yield ["ended early", failure, false];
  const ofKind = (kind: Fault["kind"]) => faults.filter((fault) => fault.kind === kind);
  const times = (what: string, kind: Fault["kind"], wanted: number): Line => {
    const number = ofKind(kind).length;
    return [what, `${number} ×`, number === wanted];
  };
  yield times("primary killed", "primary", length.primaryKills);
  yield times("app process killed", "app", length.appKills);
  yield times("store down for 10 s", "store", length.storeOutages);
  const acknowledged = Object.entries(ledger.counts);
  yield ["writes acknowledged", counted(acknowledged.reduce((sum, [, count]) => sum + count, 0))];
  for (const [what, count] of acknowledged) yield [`  ${what}`, counted(count)];
  if (comparison) {
    const { wrong, rows, objects } = comparison;
    yield ["lost or not in agreement", String(wrong.length), wrong.length === 0];
    yield ["files in the database, objects in the store", `${counted(rows)}, ${counted(objects)}`];
  } else yield ["lost or not in agreement", "not compared", false];
  const late = faults.filter(({ servingMs }) => servingMs >= servingMaxMs).length;
  yield [
    "serving again after more than 15 s",
    `${late} of ${faults.length} ×`,
    late === 0 && faults.length > 0,
  ];
  for (const [what, kind] of [
    ["a primary", "primary"],
    ["an app process", "app"],
    ["the store", "store"],
  ] as const)
    yield [`  serving again after ${what}`, spread(ofKind(kind).map(({ servingMs }) => servingMs))];
  yield ["a killed process ready again", spread(faults.flatMap(({ readyMs }) => readyMs ?? []))];
  yield [`longest call (${seen.longest})`, seconds(seen.longestMs), seen.longestMs < callMaxMs];
  yield ["calls over their timeout", String(seen.hung), seen.hung === 0];
  yield ["a deleted key worked for", `${lags.keyMs.toFixed(0)} ms`, lags.keyMs < lagMaxMs];
  yield ["a lost role worked for", `${lags.roleMs.toFixed(0)} ms`, lags.roleMs < lagMaxMs];
  yield ["answers that nothing explains", String(seen.wrong.length), seen.wrong.length === 0];
  const statuses = [...seen.statuses].toSorted(([a], [b]) => a - b);
  yield ["answers by status", statuses.map(([status, count]) => `${status || "lost"}: ${count}`).join(", ")];
}

const slowest = (faults: readonly Fault[]): string[] =>
  faults
    .filter(({ servingMs }) => servingMs >= servingMaxMs)
    .map(({ part, servingMs }) => `    ${part}: ${seconds(servingMs)} until serving again`);

/** The median and the largest. */
function spread(ms: readonly number[]): string {
  if (ms.length === 0) return "-";
  const sorted = ms.toSorted((a, b) => a - b);
  return `${seconds(sorted[Math.floor((sorted.length - 1) / 2)] as number)} in the median, ${seconds(sorted.at(-1) as number)} at most`;
}

const counted = (count: number) => count.toLocaleString("en");
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
