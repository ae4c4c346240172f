import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { openDatabaseClock } from "./database-clock.ts";

const { database } = await freshDatabase();

test("the clock follows the database, even when this machine is 31 days ahead", async () => {
  const ahead = Date.now() + 31 * 24 * 60 * 60 * 1000;
  const machine = vi.spyOn(Date, "now").mockReturnValue(ahead);
  onTestFinished(() => machine.mockRestore());
  const clock = await openDatabaseClock(database);
  onTestFinished(() => clock.close());
  const { now } = await database.one<{ now: Date }>(sql`select clock_timestamp() as now`);
  expect(Math.abs(clock.now().getTime() - now.getTime())).toBeLessThan(5_000);
});

test("the clock keeps running while the database is away", async () => {
  const one = vi.fn().mockResolvedValueOnce({ ms: 1_000_000 }).mockRejectedValue(new Error("away"));
  const clock = await openDatabaseClock({ ...database, one });
  onTestFinished(() => clock.close());
  const first = clock.now();
  await vi.waitFor(() => expect(clock.now().getTime()).toBeGreaterThan(first.getTime()));
});
