import { expect, test } from "vitest";
import { sayingWhatTakesLong } from "./progress.ts";

test("a step of the start is named only when it takes long, and its result or failure passes through", async () => {
  const lines: string[] = [];
  const said = Promise.withResolvers<void>();
  const waiting = sayingWhatTakesLong((line) => {
    lines.push(line);
    said.resolve();
  }, 1);
  expect(await waiting("A quick step", Promise.resolve(7))).toBe(7);
  expect(
    await waiting(
      "A long step",
      said.promise.then(() => 8),
    ),
  ).toBe(8);
  expect(lines).toEqual(["  A long step …"]);
  await expect(waiting("A broken step", Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
