import { expect, test } from "vitest";
import { type LoadSignals, openLoad } from "./load.ts";

const calm: LoadSignals = { delayMs: 5, utilization: 0.3, waiting: 0 };

function setUp() {
  let signals = calm;
  const load = openLoad(() => signals);
  return {
    load,
    set: (changed: Partial<LoadSignals>) => {
      signals = { ...calm, ...changed };
    },
    refused: () => ({ light: load.refuses("light"), heavy: load.refuses("heavy") }),
  };
}

test("heavy work is refused first, then light work too, and neither once the process has caught up", () => {
  const { load, set, refused } = setUp();
  expect(refused()).toEqual({ light: false, heavy: false });
  for (let n = 0; n < 200; n++) load.begin("light");
  for (const signal of ["delayMs", "waiting"] as const) {
    set({ [signal]: 250 });
    expect(refused()).toEqual({ light: false, heavy: true });
    set({ [signal]: 1_000 });
    expect(refused()).toEqual({ light: true, heavy: true });
    set({});
    expect(refused()).toEqual({ light: false, heavy: false });
  }
});

test("much work at once is refused while the process is busy, and taken when it only waits for others", () => {
  const { load, set, refused } = setUp();
  for (let n = 0; n < 150; n++) load.begin("heavy");
  for (let n = 0; n < 399; n++) load.begin("light");
  expect(refused()).toEqual({ light: false, heavy: false });
  set({ utilization: 0.95 });
  expect(refused()).toEqual({ light: false, heavy: true });
  load.begin("light");
  expect(refused()).toEqual({ light: true, heavy: true });
  for (let n = 0; n < 100; n++) load.end("heavy");
  expect(refused()).toEqual({ light: true, heavy: false });
  expect(load.refused).toEqual({ light: 2, heavy: 2 });
});

test("a slow machine refuses nothing to some fifty clients", () => {
  const { load, set, refused } = setUp();
  for (let n = 0; n < 50; n++) load.begin("light");
  for (let n = 0; n < 50; n++) load.begin("heavy");
  set({ delayMs: 5_000, utilization: 1, waiting: 500 });
  expect(refused()).toEqual({ light: false, heavy: false });
});
