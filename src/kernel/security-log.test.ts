import { expect, test } from "vitest";
import { testClock } from "../../test/support/clock.ts";
import { openSecurityLog } from "./security-log.ts";

interface Line {
  event: string;
  address?: string;
  leftOut?: number;
}

function opened() {
  const lines: Line[] = [];
  const write = (line: object) => void lines.push(line as Line);
  const clock = testClock();
  // The start of a minute, so that the test stays within it.
  clock.advance(60_000 - (clock.elapsedMs() % 60_000));
  return { lines, clock, log: openSecurityLog({ info: write, warn: write }, clock) };
}

const flood = (log: ReturnType<typeof opened>["log"], times: number, address: (i: number) => string) => {
  for (let i = 0; i < times; i++) log.note("key_refused", { address: address(i) });
};

test("a flood from one network writes 10 lines a minute, and hides no other client", () => {
  const { lines, log } = opened();
  flood(log, 5000, (i) => `2001:db8:1:2::${(i % 9000) + 1}`);
  flood(log, 1, () => "198.51.100.1");
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toEqual({ event: "key_refused", address: "198.51.100.1" });
});

test("a flood from many networks writes 100 lines a minute of an event, and every event is counted", () => {
  const { lines, log } = opened();
  flood(log, 5000, (i) => `10.0.${i >> 8}.${i & 255}`);
  log.note("code_refused", { address: "198.51.100.1" });
  expect(lines).toHaveLength(101);
  expect(log.counts()).toMatchObject({ key_refused: 5000, code_refused: 1, signed_in: 0 });
});

test("the next minute's first line says how many were left out", () => {
  const { lines, clock, log } = opened();
  flood(log, 15, () => "198.51.100.1");
  clock.advance(60_000);
  flood(log, 1, () => "198.51.100.1");
  expect(lines.slice(10)).toEqual([
    { event: "key_refused", leftOut: 5 },
    { event: "key_refused", address: "198.51.100.1" },
  ]);
});
