import sql from "sql-template-tag";
import { beforeEach, expect, test, vi } from "vitest";
import { freshDatabase } from "../../../test/support/postgres/database.ts";
import { daily, hourly, type JobHandler, minutely, schedule } from "../job.ts";
import { tick } from "./scheduler.ts";

const { database } = await freshDatabase();
const warn = vi.fn();
const services = { database, log: { warn } } as never;
const handlers: JobHandler[] = [
  schedule("each_minute", minutely, async () => {}),
  schedule("each_hour", hourly(7), async () => {}),
  schedule("erase_daily", daily(4, 13), async () => {}, { byAge: true }),
];
const queued = async () =>
  (
    await database.query<{ name: string }>(
      sql`select task_identifier as name from graphile_worker.jobs order by 1`,
    )
  ).map(({ name }) => name);
const clearQueue = () =>
  database.query(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
/** As if the clock had been so far from where it is now at the last look, and at the last queueing. */
const lastSeen = (interval: string) =>
  database.query(sql`
    with looks as (update clock_looks set seen_at = now() + ${interval}::interval)
    update schedules set slot = slot + ${interval}::interval`);

beforeEach(async () => {
  await database.query(sql`delete from schedules`);
  await database.query(sql`delete from clock_looks`);
  await tick(services, handlers);
  await clearQueue();
  warn.mockClear();
});

test("a periodic job is queued once in its period, however many processes look", async () => {
  await lastSeen("-20 hours");
  await Promise.all(Array.from({ length: 5 }, () => tick(services, handlers)));
  expect(await queued()).toEqual(["each_hour", "each_minute", "erase_daily"]);
  await clearQueue();
  await tick(services, handlers.slice(1)); // the minute may change meanwhile
  expect(await queued()).toEqual([]);
});

test("what was missed while no server ran is queued at once", async () => {
  await lastSeen("-20 hours");
  await tick(services, handlers);
  expect(await queued()).toContain("each_hour");
});

test("a clock that was 31 days ahead stops no periodic job, and jobs that it put off are taken up", async () => {
  await database.query(sql`select graphile_worker.add_job('put_off', run_at => now() + interval '31 days')`);
  await database.query(sql`select graphile_worker.add_job('soon', run_at => now() + interval '1 hour')`);
  await lastSeen("31 days");
  await tick(services, handlers);
  expect(await queued()).toEqual(expect.arrayContaining(["each_hour", "each_minute"]));
  const due = await database.query<{ name: string }>(
    sql`select task_identifier as name from graphile_worker.jobs where run_at <= now() and task_identifier in ('put_off', 'soon')`,
  );
  expect(due).toEqual([{ name: "put_off" }]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("moved by -744 hours"));
});

test.each(["-31 days", "31 days"])(
  "when the clock moved by over a day (%s), nothing is erased by age for a day, and the log says so once",
  async (interval) => {
    await lastSeen(interval);
    await tick(services, handlers);
    await tick(services, handlers);
    expect(await queued()).not.toContain("erase_daily");
    expect(warn).toHaveBeenCalledTimes(1);
    await database.query(sql`update clock_looks set held_until = now() - interval '1 second'`);
    await tick(services, handlers);
    expect(await queued()).toContain("erase_daily");
  },
);
