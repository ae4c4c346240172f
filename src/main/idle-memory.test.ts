import { expect, onTestFinished, test, vi } from "vitest";
import { releaseMemoryWhenIdle } from "./idle-memory.ts";

const everyMs = 50;

function burn(ms: number) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test("memory is given back once after work has ended, and not again while nothing happens", async () => {
  const release = vi.fn();
  onTestFinished(releaseMemoryWhenIdle(release, everyMs));
  for (let i = 0; i < 4; i++) {
    burn(everyMs);
    await new Promise((resolve) => setImmediate(resolve));
    expect(release).not.toHaveBeenCalled();
  }
  await vi.waitFor(() => expect(release).toHaveBeenCalledTimes(1), 10_000);
  const ticks = vi.fn();
  const timer = setInterval(ticks, everyMs);
  await vi.waitFor(() => expect(ticks.mock.calls.length).toBeGreaterThan(4), 10_000);
  clearInterval(timer);
  expect(release).toHaveBeenCalledTimes(1);
});
