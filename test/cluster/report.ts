import { callMaxMs } from "./client.ts";
import type { Outcome } from "./scenario.ts";

const servingMaxMs = 15_000;
const lagMaxMs = 100;
const shownMax = 20;

/** Prints what happened. Returns whether everything held. */
export function report({ ledger, seen, outages, lags, comparison }: Outcome, minutes: number): boolean {
  const { wrong, rows, objects } = comparison;
  const acknowledged = Object.values(ledger.counts).reduce((sum, one) => sum + one, 0);
  const served = Math.max(outages.afterPrimaryMs, outages.afterAppMs, outages.afterStoreMs);
  const lines: [what: string, value: string, holds?: boolean][] = [
    ["primary killed", `${outages.primaryKills} ×`],
    ["app process killed", `${outages.appKills} ×`],
    ["store down for 10 s", `${outages.storeOutages} ×`],
    ["writes acknowledged", acknowledged.toLocaleString("en")],
    ...Object.entries(ledger.counts).map(([what, count]): [string, string] => [
      `  ${what}`,
      count.toLocaleString("en"),
    ]),
    ["lost or not in agreement", String(wrong.length), wrong.length === 0],
    [
      "files in the database, objects in the store",
      `${rows.toLocaleString("en")}, ${objects.toLocaleString("en")}`,
    ],
    ["longest until serving again", seconds(served), served < servingMaxMs],
    ["  after a primary", seconds(outages.afterPrimaryMs)],
    ["  after an app process", seconds(outages.afterAppMs)],
    ["  after the store", seconds(outages.afterStoreMs)],
    ["a killed process ready again", seconds(outages.untilAppReadyMs)],
    [`longest call (${seen.longest})`, seconds(seen.longestMs), seen.longestMs < callMaxMs],
    ["calls over their timeout", String(seen.hung), seen.hung === 0],
    ["a deleted key worked for", `${lags.keyMs.toFixed(0)} ms`, lags.keyMs < lagMaxMs],
    ["a lost role worked for", `${lags.roleMs.toFixed(0)} ms`, lags.roleMs < lagMaxMs],
    ["answers that nothing explains", String(seen.wrong.length), seen.wrong.length === 0],
    [
      "answers by status",
      [...seen.statuses]
        .toSorted(([a], [b]) => a - b)
        .map(([status, count]) => `${status || "lost"}: ${count}`)
        .join(", "),
    ],
  ];
  console.log(`\nCluster, ${minutes.toFixed(1)} minutes\n`);
  for (const [what, value, holds] of lines) {
    console.log(`  ${holds === undefined ? " " : holds ? "✓" : "✗"} ${what.padEnd(44)} ${value}`);
  }
  for (const text of [...wrong, ...seen.wrong].slice(0, shownMax)) console.log(`    ${text}`);
  return lines.every(([, , holds]) => holds !== false);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
