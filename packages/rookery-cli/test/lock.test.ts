import { mkdir, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { lock } from "../src/credentials/lock.ts";

/** A lock whose holder looks as if it were killed: it is touched only when the test says so. */
async function held() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = join(await temporaryFolder(), "lock");
  const unlock = await lock(folder);
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(folder, longAgo, longAgo);
  return { folder, unlock };
}
const isFresh = async (folder: string) => (await stat(folder)).mtimeMs > Date.now() - 30_000;

test("a lock that is held for long does not count as abandoned", async () => {
  const { folder, unlock } = await held();
  expect(await isFresh(folder)).toBe(false);
  vi.advanceTimersByTime(10_000);
  await expect.poll(() => isFresh(folder), { timeout: 10_000 }).toBe(true);
  await unlock();
  await expect(stat(folder)).rejects.toThrow("ENOENT");
});

test("a lock that was taken over is not given back by the process that had it before", async () => {
  const { folder, unlock } = await held();
  const unlockSecond = await lock(folder);
  await unlock();
  await expect(mkdir(folder)).rejects.toThrow("EEXIST");
  await unlockSecond();
  await expect(stat(folder)).rejects.toThrow("ENOENT");
});
