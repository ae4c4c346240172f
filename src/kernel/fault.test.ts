import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../test/support/postgres/database.ts";
import { asFailure } from "./fault.ts";

const { database } = await freshDatabase({ statementTimeoutMs: 50 });

test("a statement that is stopped for taking too long is answered 503 with what to do, and logged whole", async () => {
  const logged: object[] = [];
  const log = { error: (details: object) => void logged.push(details) };
  const error = await database.query(sql`select pg_sleep(5)`).catch((caught: unknown) => caught);
  const failure = asFailure(log, { requestId: "r1" }, error);
  expect(failure).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(failure.message).toContain("Ask for less at a time");
  expect(logged).toEqual([{ err: error, requestId: "r1" }]);
});
